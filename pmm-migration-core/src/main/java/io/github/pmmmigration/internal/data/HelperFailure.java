package io.github.pmmmigration.internal.data;

import io.github.pmmmigration.error.Problem;
import java.util.Arrays;
import java.util.Optional;

/**
 * The ways in which a data script gives up, by its exit code.
 *
 * <p>Whatever the code: what was finished and flushed before stays valid, and the same command may be run again.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum HelperFailure {
    /** The backup, or the records, do not fit. Found before copying where possible; the data was not changed. */
    NO_SPACE(
            20,
            "There is not enough free space.",
            "The data was not changed.",
            "Make room where the engine keeps its volumes, or migrate without backup, then run the same command again."),
    /** The backup still differs from the data after a second try; nothing irreversible was done. */
    VERIFICATION_MISMATCH(
            21,
            "The backup differs from the data.",
            "The data was not changed.",
            "See whether the backup's file system keeps owners, modes and times; then run the same command again."),
    /** The file system, or the engine's settings, do not allow a change of ownership. */
    OWNERSHIP_REFUSED(
            22,
            "The ownership of the data could not be changed.",
            "Some entries may have changed owners; the manifest knows the former ones.",
            "Allow root to change owners there (read-only mounts, network file systems, immutable files), then run the"
                    + " same command again, or roll back."),
    /** The manifest or a marker was altered, cut short or lost. */
    RECORDS_DAMAGED(
            23,
            "The records of this migration are damaged.",
            "The ownership was not changed any further.",
            "Use the backup if there is one; otherwise set the ownership by hand as the documentation of PMM 2 says."),
    /** Somebody wrote to the data although the server was stopped. */
    DATA_CHANGED(
            24,
            "Something wrote to the data while the server was stopped.",
            "The backup was not accepted as complete.",
            "Find out what else uses the volume or folder and stop it, then run the same command again."),
    /** Reading the data or writing the backup failed for a reason other than space. */
    COPY_FAILED(
            25,
            "The data could not be copied.",
            "The data was not changed.",
            "Repair the disk or file system that is named, then run the same command again."),
    /** The backup volume holds data that the records do not know. */
    UNKNOWN_BACKUP(
            26,
            "The backup volume holds data that this migration did not write.",
            "The data was not changed.",
            "Keep or remove that volume yourself, then run the same command again."),
    /** Data, backup or records are not where they should be, or cannot be written. */
    MOUNT_MISSING(
            27,
            "A mount of the helper is missing, empty or read-only.",
            "The data was not changed.",
            "Check that the volumes and folders of the server still exist, then run the same command again."),
    /** A mistake of the caller. */
    BAD_ARGUMENTS(
            28, "The helper was called with wrong arguments.", "Nothing was changed.", "Report this as a defect."),
    /** It was started ahead of the stop of PMM 2, and ended before it was released; neither a failure nor a success. */
    NOT_RELEASED(29, "The helper was never told to begin.", "It has done nothing.", "Run the same command again."),
    /** The image lacks a tool that the scripts need. */
    TOOL_MISSING(
            127,
            "The image of the old server lacks a tool that is needed.",
            "Nothing more was changed.",
            "A shell, coreutils, findutils, GNU tar and gzip must be in the image."),
    /** Somebody or something ended the helper. */
    KILLED(
            137,
            "The helper was ended from outside.",
            "What it had finished stays valid.",
            "See whether the machine ran out of memory, then run the same command again."),
    /** Anything else. */
    INTERNAL(
            70,
            "The helper failed.",
            "What it had finished stays valid.",
            "Its last lines say why; remove the cause, then run the same command again.");

    /** Exit codes above this one tell which signal ended a process. */
    public static final int FIRST_SIGNAL = 128;

    private final int exitCode;
    private final String what;
    private final String state;
    private final String remedy;

    HelperFailure(int exitCode, String what, String state, String remedy) {
        this.exitCode = exitCode;
        this.what = what;
        this.state = state;
        this.remedy = remedy;
    }

    /** Returns the kind for an exit code; empty for zero. */
    public static Optional<HelperFailure> of(int exitCode) {
        if (exitCode == 0) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values())
                .filter(failure -> failure.exitCode == exitCode)
                .findFirst()
                .orElse(exitCode > FIRST_SIGNAL ? KILLED : INTERNAL));
    }

    /** Returns the exit code that the scripts use for it. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns the problem in words, with the script's own words where it said some. */
    public Problem problem(HelperOutput output) {
        String said = output.error().map(HelperError::text).orElseGet(() -> withRemarks(output));
        return new Problem("DATA_" + name(), said, state, remedy);
    }

    private String withRemarks(HelperOutput output) {
        return output.remarks().isEmpty() ? what : what + " It said: " + String.join(" / ", output.remarks());
    }
}
