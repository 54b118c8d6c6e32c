package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.preflight.PmmEvidence;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.path.KnownVersions;
import io.github.pmmmigration.path.MigrationPath;
import io.github.pmmmigration.path.PathRequest;
import io.github.pmmmigration.path.PathRequest.Goal;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.Baseline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Works out which hop is next: the one that was begun, or the first of the path from what the server is. */
final class Itinerary {
    private final PlanSettings settings;
    private final ContainerEngine engine;
    private final Site site;

    Itinerary(PlanSettings settings, ContainerEngine engine, Site site) {
        this.settings = settings;
        this.engine = engine;
        this.site = site;
    }

    /** Finds the next hop for a server that says it is this version, or whose image says so, with so many API keys. */
    Leg next(Optional<PmmVersion> told, OptionalInt apiKeys, ImageSnapshot image) {
        return site.replacement().flatMap(this::begun).orElseGet(() -> computed(installed(told, image), apiKeys));
    }

    /** A hop that was begun is finished as it was begun, unless the user wants something else now. */
    private Optional<Leg> begun(ContainerSnapshot replacement) {
        ReplacementKind kind =
                replacement.label(Labels.KIND).map(ReplacementKind::valueOf).orElse(ReplacementKind.MIGRATE);
        ImageReference target = ImageReference.parse(replacement.imageReference());
        Optional<ImageReference> goal =
                replacement.label(Labels.GOAL).filter(text -> !text.isEmpty()).map(ImageReference::parse);
        int remaining = remaining(replacement);
        boolean other = settings.target()
                .filter(wanted -> !wanted.equals(remaining == 0 ? target : goal.orElse(wanted)))
                .isPresent();
        if (other) {
            return Optional.empty();
        }
        PmmVersion from = BaselineKeeper.stored(Optional.of(replacement))
                .map(Baseline::version)
                .map(told -> told.version())
                .orElse(KnownVersions.LAST_PMM2);
        Optional<PmmVersion> to = engine.inspectImage(replacement.image())
                .flatMap(PmmEvidence::imageVersion)
                .or(() -> versionOf(target));
        Hop hop = new Hop(Leg.kindOf(kind), from, target, to, "was begun before", Optional.empty());
        return Optional.of(
                new Leg(kind, target, goal, remaining, new MigrationPath(from, List.of(hop), List.of()), true, false));
    }

    /** Returns how many hops were to come after the one that made this container. */
    static int remaining(ContainerSnapshot container) {
        return container
                .label(Labels.REMAINING)
                .filter(text -> text.matches("[0-9]{1,3}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private static PmmVersion installed(Optional<PmmVersion> told, ImageSnapshot image) {
        return told.or(() -> PmmEvidence.imageVersion(image)).orElse(KnownVersions.LAST_PMM2);
    }

    private Leg computed(PmmVersion installed, OptionalInt apiKeys) {
        Optional<ImageReference> goal = settings.target().or(this::pendingGoal);
        PathRequest request = new PathRequest(
                goal(installed),
                installed,
                apiKeys,
                goal.filter(target -> !isCurrent(target)),
                settings.travel().via(),
                settings.travel().straight(),
                known(goal));
        MigrationPath path = goal.filter(this::isCurrent).isPresent()
                ? new MigrationPath(installed, List.of(), List.of())
                : MigrationPath.compute(request);
        ReplacementKind kind = path.first().map(Leg::kindOf).orElseGet(() -> kindFor(installed));
        ImageReference target = path.first().map(Hop::image).or(() -> goal).orElseGet(this::current);
        return new Leg(kind, target, goal, Math.max(0, path.hops().size() - 1), path, false, false);
    }

    /** An image whose version nobody knows is where the server is when its container was made from it. */
    private boolean isCurrent(ImageReference target) {
        return versionOf(target).isEmpty()
                && site.source()
                        .filter(source -> source.imageReference().equals(target.toString()))
                        .isPresent();
    }

    private ImageReference current() {
        return site.source()
                .map(ContainerSnapshot::imageReference)
                .map(ImageReference::parse)
                .orElse(Targets.NEWEST);
    }

    /** A migration whose later hops are still to come has PMM 3 as its source by then. */
    private Goal goal(PmmVersion installed) {
        return settings.travel().goal() == Goal.MIGRATE && installed.major() >= 3 && isPending()
                ? Goal.UPGRADE
                : settings.travel().goal();
    }

    private ReplacementKind kindFor(PmmVersion installed) {
        if (settings.travel().goal() == Goal.MIGRATE) {
            return ReplacementKind.MIGRATE;
        }
        return installed.major() >= 3 ? ReplacementKind.UPGRADE_PMM3 : ReplacementKind.UPGRADE_PMM2;
    }

    private boolean isPending() {
        return site.source().filter(source -> remaining(source) > 0).isPresent();
    }

    /** The image that the user named when the way was begun. */
    private Optional<ImageReference> pendingGoal() {
        return site.source()
                .filter(source -> remaining(source) > 0)
                .flatMap(source -> source.label(Labels.GOAL))
                .filter(text -> !text.isEmpty())
                .map(ImageReference::parse);
    }

    private Map<ImageReference, PmmVersion> known(Optional<ImageReference> goal) {
        Map<ImageReference, PmmVersion> known = new LinkedHashMap<>();
        Stream.concat(goal.stream(), settings.travel().via().stream())
                .forEach(image -> labelled(image).ifPresent(version -> known.put(image, version)));
        return known;
    }

    private Optional<PmmVersion> versionOf(ImageReference image) {
        return labelled(image).or(() -> image.tag().flatMap(KnownVersions::told));
    }

    private Optional<PmmVersion> labelled(ImageReference image) {
        return engine.inspectImage(image).flatMap(PmmEvidence::imageVersion);
    }
}
