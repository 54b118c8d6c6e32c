package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerState;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.path.MigrationPath;
import io.github.pmmmigration.path.PathRequest;
import io.github.pmmmigration.server.PmmVersion;
import java.util.List;
import java.util.Optional;

/** Whether this is a PMM server at all, which one, and in a state from which a migration can start. */
final class IdentityChecks {
    private static final PmmVersion SUPPORTED = PmmVersion.of(2, 44, 1);
    private static final int FIRST_MAJOR = 3;

    private IdentityChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        state(input, findings);
        List<String> evidence = PmmEvidence.of(input);
        if (evidence.isEmpty()) {
            findings.add(Finding.blocker(
                    FindingCodes.NOT_PMM_SERVER,
                    "The container '" + input.source().name() + "' does not look like a PMM server.",
                    "image " + input.source().imageReference()
                            + "; no PMM label, variable, file or answer to the question for its version",
                    "Name the container of the PMM server; pmm-migrate discover lists them."));
            return;
        }
        version(input, evidence, findings);
    }

    private static void state(PreflightInput input, List<Finding> findings) {
        ContainerState state = input.source().state();
        if (state.status() == ContainerState.Status.PAUSED) {
            findings.add(Finding.blocker(
                    FindingCodes.SERVER_PAUSED,
                    "The server is paused, so it can be neither asked nor stopped properly.",
                    "state: paused",
                    "docker unpause " + input.source().name()));
        } else if (!state.isRunning()) {
            findings.add(Finding.consent(
                    FindingCodes.SERVER_NOT_RUNNING,
                    "The server does not run, so its version, inventory and settings cannot be read and not be"
                            + " compared with those of PMM 3.",
                    "state: " + state.status() + ", exit code " + state.exitCode(),
                    "Start it first with docker start " + input.source().name()
                            + ", or accept this code to migrate without comparison."));
        }
    }

    private static void version(PreflightInput input, List<String> evidence, List<Finding> findings) {
        if (input.version().isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.VERSION_UNKNOWN,
                    "The server did not tell its version, so it could not be checked that it is " + SUPPORTED
                            + " or later.",
                    String.join("; ", evidence),
                    "Check that the server answers at its address, and user and password."));
            return;
        }
        PmmVersion version = input.version().get().version();
        if (input.kind() == ReplacementKind.MIGRATE && version.major() >= FIRST_MAJOR) {
            findings.add(Finding.info(
                    FindingCodes.ALREADY_PMM3,
                    "The server is PMM " + version + " already; there is nothing to migrate.",
                    "the server says " + version));
        } else if (input.kind() == ReplacementKind.MIGRATE && !version.isAtLeast(SUPPORTED)) {
            findings.add(tooOld(version));
        } else {
            updatedInPlace(input, version, findings);
        }
    }

    private static Finding tooOld(PmmVersion version) {
        return Finding.blocker(
                FindingCodes.VERSION_TOO_OLD,
                "The server is PMM " + version + ". Migration to PMM 3 is supported from " + SUPPORTED + ".",
                "the server says " + version,
                "Bring PMM 2 up to date first (" + MigrationPath.compute(PathRequest.upgrade(version))
                        + "): let the computed hops be made (without --no-hop), or use pmm-migrate upgrade-server.");
    }

    private static void updatedInPlace(PreflightInput input, PmmVersion version, List<Finding> findings) {
        String full = input.version().map(answer -> answer.fullVersion()).orElse("");
        Optional<PmmVersion> image = PmmEvidence.imageVersion(input.sourceImage());
        if (full.contains(".el7")) {
            findings.add(Finding.warning(
                    FindingCodes.UPDATED_IN_PLACE,
                    "The server was updated from inside a container of an old image, whose base system is EL7.",
                    "full version " + full,
                    "Nothing for the migration itself; if going back should be needed, its programs are saved as an"
                            + " image first, so that the version is not lost."));
        } else if (image.isPresent() && !image.get().isSameRelease(version)) {
            findings.add(Finding.info(
                    FindingCodes.UPDATED_IN_PLACE,
                    "The server was updated from inside its container: its programs are newer than its image. A rollback"
                            + " onto the backup saves them as an image first, so that the version is not lost.",
                    "image " + image.get() + ", server " + version));
        }
    }
}
