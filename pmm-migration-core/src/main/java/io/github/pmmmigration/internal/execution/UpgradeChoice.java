package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.preflight.PmmEvidence;
import io.github.pmmmigration.path.KnownVersions;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.PullPolicy;
import io.github.pmmmigration.step.UpgradeWay;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses by evidence whether a PMM 2 is replaced or updates itself. A pure function of what was read. */
final class UpgradeChoice {
    private static final List<String> TRUE = List.of("1", "t", "true");

    private final PlanSettings settings;
    private final Survey survey;

    UpgradeChoice(PlanSettings settings, Survey survey) {
        this.settings = settings;
        this.survey = survey;
    }

    /** Returns what speaks for the way that is taken; nothing for hops that can be made in one way only. */
    Optional<Finding> choose() {
        boolean upgrade =
                survey.kind() == ReplacementKind.UPGRADE_PMM2 && !survey.leg().isNone();
        if (!upgrade || survey.leg().pinned() || settings.travel().way() == UpgradeWay.CONTAINER) {
            return Optional.empty();
        }
        Optional<String> against = against();
        if (settings.travel().way() == UpgradeWay.API) {
            return Optional.of(against.map(this::refused).orElseGet(this::byItself));
        }
        boolean outOfReach =
                settings.pull() == PullPolicy.NEVER && survey.targetImage().isEmpty();
        return Optional.of(outOfReach && against.isEmpty() ? byItself() : byContainer(against));
    }

    /** Returns whether this finding means that the server updates itself. */
    static boolean isByItself(Finding finding) {
        return finding.code().equals(FindingCodes.UPGRADE_WITHOUT_BACKUP);
    }

    private Optional<String> against() {
        if (isDisabled()) {
            return Optional.of("its updates are switched off (DISABLE_UPDATES)");
        }
        if (survey.version()
                .filter(version -> version.fullVersion().contains(".el7"))
                .isPresent()) {
            return Optional.of("its base system is EL7, which an update from inside does not replace");
        }
        if (!survey.leg()
                .hop()
                .flatMap(hop -> hop.to())
                .filter(KnownVersions.LAST_PMM2::isSameRelease)
                .isPresent()) {
            return Optional.of("an update from inside goes to the latest version only, not to " + survey.target());
        }
        return Optional.empty();
    }

    private boolean isDisabled() {
        return survey.source().document().texts("/Config/Env").stream()
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .filter(entry -> entry.startsWith("disable_updates="))
                .anyMatch(entry -> TRUE.contains(entry.substring("disable_updates=".length())));
    }

    private boolean isStale() {
        Optional<PmmVersion> image = PmmEvidence.imageVersion(survey.image());
        return survey.version()
                .filter(told -> image.filter(built -> !built.isSameRelease(told.version()))
                        .isPresent())
                .isPresent();
    }

    private Finding refused(String reason) {
        return Finding.blocker(
                FindingCodes.UPGRADE_WAY,
                "The server cannot be brought to " + survey.target() + " by its own update: " + reason + ".",
                "the way was asked for",
                "Let the container be replaced instead (--way container, or none).");
    }

    private Finding byItself() {
        return Finding.consent(
                FindingCodes.UPGRADE_WITHOUT_BACKUP,
                "The server updates itself inside its container. No backup is made before, and there is no way back from"
                        + " it; its image stays what it is.",
                settings.travel().way() == UpgradeWay.API
                        ? "the way was asked for"
                        : survey.target() + " is out of reach",
                "Let the container be replaced instead (--way container), or accept this code.");
    }

    private Finding byContainer(Optional<String> against) {
        String why = against.orElse(
                isStale() ? "its image is older than its programs already" : "only that has a backup and a way back");
        return Finding.info(
                FindingCodes.UPGRADE_WAY,
                "The container is replaced by one of " + survey.target() + ", instead of updated from inside.",
                why);
    }
}
