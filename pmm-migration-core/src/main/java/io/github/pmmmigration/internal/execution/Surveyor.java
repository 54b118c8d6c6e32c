package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.storage.DefaultStorageDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        if (source.state().isRunning()) {
            route = access.routeTo(source);
            interview.ask(route);
            findings.addAll(interview.findings());
        }
        ImageReference target =
                settings.target().orElseGet(() -> interview.mayHaveKeys() ? Targets.WITH_KEYS : Targets.NEWEST);
        ImageReference pinned = site.replacement()
                .map(ContainerSnapshot::imageReference)
                .filter(text -> settings.target().isEmpty())
                .map(ImageReference::parse)
                .orElse(target);
        return new Survey(
                site,
                info,
                source,
                image,
                neighbours,
                storage(source, neighbours),
                route,
                interview.version(),
                interview.keys(),
                new Probe(engine).of(source),
                pinned,
                engine.inspectImage(pinned),
                ReplacementKind.MIGRATE,
                findings);
    }

    private StorageLayout storage(ContainerSnapshot source, List<ContainerSnapshot> neighbours) {
        return settings.roles()
                .detector()
                .map(detector -> detector.detect(source, new SurveyContext(settings, engine)))
                .orElseGet(() -> DefaultStorageDetector.detect(source, reference -> lookup(reference, neighbours)));
    }

    /** Finds a container by its name or the beginning of its identifier, as a configuration may call it. */
    private static Optional<ContainerSnapshot> lookup(String reference, List<ContainerSnapshot> containers) {
        return containers.stream()
                .filter(container -> container.name().value().equals(reference)
                        || container.id().value().startsWith(reference))
                .findFirst();
    }

    private List<ContainerSnapshot> neighbours(Site site, ContainerSnapshot source) {
        return engine.list(ContainerFilter.all()).stream()
                .filter(container -> !container.id().equals(source.id()))
                .filter(container ->
                        site.ours().stream().noneMatch(own -> own.id().equals(container.id())))
                .toList();
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
