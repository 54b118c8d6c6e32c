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

    static Finding missing(Survey survey) {
        return Finding.warning(
                FindingCodes.STOPOVER_MISSING,
                "The image " + survey.target()
                        + ", a stop on the way for the sake of API keys, cannot be had; the target is"
                        + " gone to at once.",
                survey.leg().path().toString(),
                "See with 'pmm-migrate keys' whether all were converted; replace what was not, or go back, put that image"
                        + " where the target is, and migrate again.");
    }
}
