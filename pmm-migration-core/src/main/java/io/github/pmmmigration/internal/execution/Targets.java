package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.preflight.PmmEvidence;
import io.github.pmmmigration.path.KnownVersions;
import io.github.pmmmigration.server.PmmVersion;
import java.util.Optional;

/** Which image to go to, and how to tell that it was reached. */
final class Targets {
    /** The newest version to which the vendor lets PMM 2 migrate. */
    static final ImageReference NEWEST = ImageReference.parse("percona/pmm-server:3.8.1");

    private Targets() {}

    /** Returns whether a server of this version is what was wanted. */
    static boolean matches(Survey survey, PmmVersion version) {
        int major = survey.kind() == ReplacementKind.UPGRADE_PMM2 ? 2 : 3;
        return version.major() == major
                && expected(survey).map(version::isSameRelease).orElse(true);
    }

    /** Returns the version that the target image promises by its label, or else by its tag. */
    static Optional<PmmVersion> expected(Survey survey) {
        return survey.targetImage()
                .flatMap(PmmEvidence::imageVersion)
                .or(() -> survey.target().tag().flatMap(KnownVersions::told));
    }
}
