package io.github.pmmmigration.step;

import java.util.Arrays;
import java.util.Optional;

/**
 * The long work on data, each kind done by a short-lived container of its own.
 *
 * <p>A helper's exit code stays on the engine until the helper is removed, so it is evidence that survives a crash.
 *
 * @since 0.1
 */
public enum HelperTask {
    /** Writes beside the backup what the server is, what its log says and what is planned, while it still serves. */
    SAVE_RECORDS("save-records"),
    /** Copies ahead while the server still serves. */
    PRECOPY("precopy"),
    /**
     * Finishes and verifies backup or copy, records the ownership and changes it. It is started before the stop of the server and
     * waits until it is released.
     */
    PREPARE("prepare"),
    /** Puts the recorded ownership back. */
    RESTORE_OWNERSHIP("restore-ownership"),
    /** Writes beside the backup how it ended; the last of all, and nothing depends on it. */
    SAVE_REPORT("save-report");

    private final String label;

    HelperTask(String label) {
        this.label = label;
    }

    /** Returns the value of the helper's task label. */
    public String label() {
        return label;
    }

    /** Returns whether its helper waits for a signal before it works. */
    public boolean awaitsRelease() {
        return this == PREPARE;
    }

    /** Returns the task for a label's value. */
    public static Optional<HelperTask> ofLabel(String label) {
        return Arrays.stream(values()).filter(task -> task.label.equals(label)).findFirst();
    }
}
