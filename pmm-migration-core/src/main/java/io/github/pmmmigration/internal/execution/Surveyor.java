package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.preflight.InsideProbe;
import io.github.pmmmigration.internal.storage.DefaultStorageDetector;
import io.github.pmmmigration.internal.storage.References;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.StorageDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Learns about the server before anything is done; only reads. */
final class Surveyor {
    private final PlanSettings settings;
    private final ContainerEngine engine;
    private final ServerAccess access;

    Surveyor(PlanSettings settings, Tools tools) {
        this.settings = settings;
        this.engine = tools.engine();
        this.access = tools.access();
    }

    /** Surveys the source of the migration that stands there. */
    Survey survey(Site site) {
        EngineInfo info = engine.ping();
        ContainerSnapshot source = site.source().orElseThrow(() -> sourceGone(site));
        List<ContainerSnapshot> neighbours = neighbours(site, source);
        ImageSnapshot image = engine.inspectImage(source.image()).orElseGet(() -> unknownImage(source));
        List<Finding> findings = new ArrayList<>();
        Interview interview = new Interview(access, settings);
        Optional<Route> route = Optional.empty();
        Map<String, String> probe = new Probe(engine).of(source);
        if (source.state().isRunning() && !probe.containsKey(InsideProbe.REFUSED)) {
            route = access.routeTo(source);
            interview.ask(route);
            findings.addAll(interview.findings());
        }
        Leg leg = new Itinerary(settings, engine, site)
                .next(interview.version().map(ServerVersion::version), interview.keys(), image);
        findings.addAll(leg.path().findings());
        Survey survey = new Survey(
                site,
                info,
                source,
                image,
                neighbours,
                storage(source, neighbours),
                route,
                interview.version(),
                interview.keys(),
                probe,
                leg,
                targetImage(site, leg),
                findings);
        return withChoice(survey);
    }

    /** A hop that was begun has its image, whatever the tag means by now. */
    private Optional<ImageSnapshot> targetImage(Site site, Leg leg) {
        return leg.pinned()
                ? site.replacement().flatMap(replacement -> engine.inspectImage(replacement.image()))
                : engine.inspectImage(leg.target());
    }

    private Survey withChoice(Survey survey) {
        Optional<Finding> choice = new UpgradeChoice(settings, survey).choose();
        choice.ifPresent(survey.findings()::add);
        return choice.filter(UpgradeChoice::isByItself).isPresent()
                ? survey.with(survey.leg().byTheServer())
                : survey;
    }

    private StorageLayout storage(ContainerSnapshot source, List<ContainerSnapshot> neighbours) {
        StorageDetector standard = (server, context) ->
                DefaultStorageDetector.detect(server, reference -> References.find(reference, neighbours));
        StorageDetector detector = settings.roles().detector().apply(standard);
        return detector.detect(source, new SurveyContext(settings, engine, Optional.empty()));
    }

    private List<ContainerSnapshot> neighbours(Site site, ContainerSnapshot source) {
        List<ContainerSnapshot> all = engine.list(ContainerFilter.all());
        Set<String> retired = retired(all);
        return all.stream()
                .filter(container -> !container.id().equals(source.id()))
                .filter(container -> container.state().isActive() || !Roster.hasRole(container, Roster.STAND_IN))
                .filter(container -> !retired.contains(container.id().value()))
                .filter(container ->
                        site.ours().stream().noneMatch(own -> own.id().equals(container.id())))
                .toList();
    }

    /** Those from which earlier hops started: they are kept, stopped and disarmed, for the way back. */
    private static Set<String> retired(List<ContainerSnapshot> containers) {
        return containers.stream()
                .flatMap(container -> container.label(MigrationLabels.SOURCE).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An image that was removed by force: nothing is known of its defaults, so nothing can be subtracted. */
    private static ImageSnapshot unknownImage(ContainerSnapshot source) {
        return new ImageSnapshot(source.image(), List.of(), List.of(), Map.of(), ConfigDocument.empty());
    }

    private static ContainerNotFoundException sourceGone(Site site) {
        return new ContainerNotFoundException(new Problem(
                "SOURCE_GONE",
                "The container from which migration " + site.migration() + " started does not exist any more.",
                "Its volumes were not touched by this library.",
                "See what is left with 'status'."));
    }
}
