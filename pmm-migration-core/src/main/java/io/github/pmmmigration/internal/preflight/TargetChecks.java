package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.path.KnownVersions;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerVersion;
import java.util.List;
import java.util.Optional;

/** Whether the target takes over what the server has. */
final class TargetChecks {
    private static final List<PmmVersion> PROVEN = List.of(PmmVersion.of(3, 7, 0), PmmVersion.of(3, 8, 1));
    private static final PmmVersion WITHOUT_MIGRATION = PmmVersion.of(3, 13, 0);
    /** From here Grafana may not offer to convert API keys any more. */
    private static final PmmVersion WITHOUT_KEYS = PmmVersion.of(3, 8, 0);

    private static final int MAJOR = 3;

    private TargetChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        Optional<PmmVersion> version = version(input);
        if (version.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.TARGET_VERSION_UNKNOWN,
                    "Neither the reference nor the labels of the target image tell its version; it is checked once it"
                            + " serves.",
                    "target " + input.target(),
                    "Name a target by version, such as percona/pmm-server:3.8.1."));
        } else if (input.migrates()) {
            migration(input, version.get(), findings);
        } else {
            upgrade(input, version.get(), findings);
        }
        architecture(input, findings);
    }

    /** A tag is only trusted where nothing better is known; labels of the image are. */
    static Optional<PmmVersion> version(PreflightInput input) {
        return input.targetVersion()
                .or(() -> input.targetImage().flatMap(PmmEvidence::imageVersion))
                .or(() -> input.target().tag().flatMap(KnownVersions::told));
    }

    private static void migration(PreflightInput input, PmmVersion version, List<Finding> findings) {
        String evidence = "target " + input.target() + ", version " + version;
        if (version.major() < MAJOR) {
            findings.add(Finding.blocker(
                    FindingCodes.TARGET_NOT_PMM3,
                    "The target is PMM " + version + ", not PMM 3.",
                    evidence,
                    "Name an image of PMM 3 as target, such as percona/pmm-server:3.8.1."));
        } else if (version.isAtLeast(WITHOUT_MIGRATION)) {
            findings.add(Finding.blocker(
                    FindingCodes.TARGET_TOO_NEW,
                    "PMM " + version + " cannot take over data of PMM 2: that ended with 3.12.",
                    evidence,
                    "Migrate to 3.8.1 first, and upgrade from there."));
        } else {
            quality(version, evidence, findings);
            keys(input, version, findings);
        }
    }

    private static void quality(PmmVersion version, String evidence, List<Finding> findings) {
        if (!version.suffix().isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.TARGET_PRERELEASE,
                    "The target is the pre-release " + version + ", which is not meant for production.",
                    evidence,
                    "Use 3.8.1 or 3.7.0 unless you want exactly this one."));
        } else if (PROVEN.stream().noneMatch(version::isSameRelease)) {
            findings.add(Finding.warning(
                    FindingCodes.TARGET_UNPROVEN,
                    "PMM " + version + " is not one of the versions that are known to take over PMM 2 well.",
                    evidence,
                    "Use 3.8.1 or 3.7.0, and upgrade from there."));
        }
    }

    private static void keys(PreflightInput input, PmmVersion version, List<Finding> findings) {
        int keys = input.apiKeys().orElse(0);
        if (keys > 0 && version.isAtLeast(WITHOUT_KEYS)) {
            findings.add(Finding.warning(
                    FindingCodes.API_KEYS_NEED_STOPOVER,
                    "There are API keys to convert to service accounts, and Grafana in PMM " + version
                            + " may not offer the conversion.",
                    keys + " API keys",
                    "Migrate to 3.7.0 first, whose Grafana converts them, and upgrade from there."));
        }
    }

    private static void upgrade(PreflightInput input, PmmVersion version, List<Finding> findings) {
        Optional<PmmVersion> current = input.version().map(ServerVersion::version);
        if (current.isPresent() && !version.isAtLeast(current.get())) {
            findings.add(Finding.blocker(
                    FindingCodes.TARGET_OLDER,
                    "The target is PMM " + version + ", older than the server, and PMM cannot read the data of a later"
                            + " version.",
                    "the server says " + current.get(),
                    "Name a later target."));
        }
    }

    private static void architecture(PreflightInput input, List<Finding> findings) {
        Optional<String> wanted =
                input.targetImage().flatMap(image -> image.document().text("/Architecture"));
        Optional<String> present = input.sourceImage().document().text("/Architecture");
        if (wanted.isPresent() && present.isPresent() && !wanted.equals(present)) {
            findings.add(Finding.consent(
                    FindingCodes.TARGET_ARCHITECTURE,
                    "The target image is for another kind of processor than the server's image.",
                    "target " + wanted.get() + ", server " + present.get(),
                    "Pull the target for " + present.get() + "."));
        }
    }
}
