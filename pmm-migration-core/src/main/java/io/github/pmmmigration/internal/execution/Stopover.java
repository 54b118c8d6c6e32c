package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.path.KnownVersions;
import io.github.pmmmigration.report.MigrationOutcome;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The stop on the way that is computed for the sake of API keys, when its image cannot be had: a private registry has what was
 * put there.
 */
final class Stopover {
    private final PlanSettings settings;

    Stopover(PlanSettings settings) {
        this.settings = settings;
    }

    /** Returns whether a run ended because of that, and the user named a target to which PMM 2 can go at once. */
    boolean cannotBeHad(Survey survey, MigrationOutcome outcome) {
        boolean unavailable = outcome instanceof MigrationOutcome.Stopped stopped
                && Stream.concat(
                                Stream.of(stopped.cause()),
                                Arrays.stream(stopped.cause().getSuppressed()))
                        .anyMatch(ImageNotAvailableException.class::isInstance);
        boolean computed =
                settings.travel().via().isEmpty() && !settings.travel().straight();
        boolean forKeys = survey.leg()
                .hop()
                .filter(hop -> hop.kind() == Hop.Kind.MIGRATE)
                .flatMap(Hop::to)
                .filter(KnownVersions.PIVOT_WITH_KEYS::isSameRelease)
                .isPresent();
        return unavailable
                && computed
                && forKeys
                && settings.target().filter(this::isNear).isPresent();
    }

    private boolean isNear(ImageReference target) {
        return target.tag()
                .flatMap(KnownVersions::told)
                .filter(KnownVersions.NEWEST_PIVOT::isAtLeast)
                .filter(version -> !version.isSameRelease(KnownVersions.PIVOT_WITH_KEYS))
                .isPresent();
    }

    /** Returns whether the target may be gone to at once: keys that were not converted stop working then. */
    boolean isDispensable() {
        return settings.accepted().contains(FindingCodes.STOPOVER_MISSING);
    }

    Finding missing(Survey survey) {
        String what = "The image " + survey.target() + ", a stop on the way for the sake of API keys, cannot be had";
        String path = survey.leg().path().toString();
        if (isDispensable()) {
            return Finding.warning(
                    FindingCodes.STOPOVER_MISSING,
                    what + "; the target is gone to at once.",
                    path,
                    "See with 'pmm-migrate keys' whether all were converted, and replace what was not.");
        }
        return Finding.blocker(
                FindingCodes.STOPOVER_MISSING,
                what + ".",
                path,
                "Convert the keys in PMM 2, with 'pmm-migrate keys --migrate': they stay valid, and no stop is needed then. Or"
                        + " put that image where the target is, or name another with --via. Or accept STOPOVER_MISSING: the"
                        + " target is gone to at once, and keys that were not converted stop working.");
    }
}
