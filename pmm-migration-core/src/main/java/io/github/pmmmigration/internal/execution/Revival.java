package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.configuration.ReplacementConfiguration;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.configuration.ReplacementRequest;
import io.github.pmmmigration.internal.data.DataMounts;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.storage.DefaultStorageDetector;
import io.github.pmmmigration.internal.storage.References;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.MigrationNames;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a retired server again that somebody removed, as {@code docker container prune} does with all that do not run.
 *
 * <p>Its definition is kept beside the backup. What is made from it is never started here: it stands in for the server that is gone,
 * and the way back goes on from there as for one that was run with {@code --rm}.
 */
final class Revival {
    private static final String DEFINITION = DataMounts.RECORDS + "/documents/" + Keepsakes.DEFINITION;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final PlanSettings settings;
    private final ContainerEngine engine;
    private final Site site;

    Revival(PlanSettings settings, ContainerEngine engine, Site site) {
        this.settings = settings;
        this.engine = engine;
        this.site = site;
    }

    /** Returns whether the definition of the server is still kept; accepting a migration removes it. */
    static boolean isPossible(ContainerEngine engine, MigrationNames names) {
        return engine.inspectVolume(names.records())
                .flatMap(volume -> volume.ownedBy(names.migration()))
                .isPresent();
    }

    /** Creates what stands in for the server. */
    void perform() {
        ContainerSnapshot recorded = recorded();
        ImageSnapshot image = engine.inspectImage(recorded.image()).orElseGet(() -> pulled(recorded));
        List<ContainerSnapshot> neighbours = engine.list(ContainerFilter.all());
        Map<String, String> labels = LabelSets.common(site.names(), site.sourceId(), Roster.STAND_IN);
        labels.put(
                Labels.RESTART_POLICY,
                site.sourcePolicy().orElseGet(recorded::restartPolicy).toString());
        ConfigDocument definition = ReplacementConfiguration.derive(new ReplacementRequest(
                        recorded,
                        image,
                        ImageReference.parse(recorded.imageReference()),
                        Optional.of(image),
                        ReplacementKind.RESTORE_PMM2,
                        DefaultStorageDetector.detect(recorded, reference -> References.find(reference, neighbours)),
                        Optional.empty(),
                        labels,
                        settings.overrides(),
                        engine.ping(),
                        neighbours))
                .configuration();
        engine.create(new ContainerSpec(site.names().standIn(), onItsImage(definition, recorded, image)));
    }

    /** A server that had updated itself has its programs in an image that was made of it. */
    private ConfigDocument onItsImage(ConfigDocument definition, ContainerSnapshot recorded, ImageSnapshot image) {
        ImageReference preserved = IntentFactory.preserved(site.migration());
        if (engine.inspectImage(preserved).isPresent()) {
            return definition.with("/Image", preserved.toString());
        }
        return image.id().equals(recorded.image()) ? definition : definition.with("/Image", recorded.imageReference());
    }

    /** Whoever removed the container may have removed the image with it. */
    private ImageSnapshot pulled(ContainerSnapshot recorded) {
        return engine.pull(ImageReference.parse(recorded.imageReference()), PullListener.NONE);
    }

    /** Reads the definition through an exec: what a container prints itself would stay in its log. */
    private ContainerSnapshot recorded() {
        ContainerId reader = reader();
        try {
            engine.start(reader);
            ExecResult answer =
                    engine.exec(reader, Command.of("cat", DEFINITION).as("0:0"), LIMIT);
            ContainerSnapshot recorded = ContainerSnapshot.of(ConfigDocument.parse(answer.standardOutput()));
            if (answer.succeeded() && recorded.id().equals(site.sourceId())) {
                return recorded;
            }
            throw unreadable("it is of another container");
        } catch (IllegalArgumentException e) {
            throw unreadable("it is not whole");
        } finally {
            engine.stop(reader, Duration.ZERO);
            engine.remove(reader);
        }
    }

    private ContainerId reader() {
        ContainerName name = new ContainerName(site.server() + "-read-records-" + site.migration());
        ContainerSnapshot serving = site.holder().orElseThrow();
        Map<String, String> labels = LabelSets.common(site.names(), site.sourceId(), Roster.HELPER);
        Map<String, Object> records =
                new LinkedHashMap<>(HelperFactory.volume(site.names().records(), DataMounts.RECORDS));
        records.put("ReadOnly", true);
        ConfigDocument configuration = ConfigDocument.empty()
                .with("/Image", serving.image().value())
                .with("/User", "0:0")
                .with("/Entrypoint", List.of("sleep"))
                .with("/Cmd", List.of(Long.toString(LIMIT.multipliedBy(2).toSeconds())))
                .with("/Healthcheck", Map.of("Test", List.of("NONE")))
                .with("/Labels", labels)
                .with("/HostConfig/NetworkMode", "none")
                .with("/HostConfig/RestartPolicy", Map.of("Name", "no"))
                .with("/HostConfig/Tmpfs", Map.of(DataMounts.SRV, ""))
                .with("/HostConfig/Mounts", List.of(records));
        engine.inspect(name.toRef())
                .filter(left -> Roster.hasRole(left, Roster.HELPER))
                .ifPresent(left -> {
                    engine.stop(left.id(), Duration.ZERO);
                    engine.remove(left.id());
                });
        return engine.create(new ContainerSpec(name, HelperFactory.carried(serving, configuration)));
    }

    private MigrationBlockedException unreadable(String why) {
        return new MigrationBlockedException(new Problem(
                "RETIRED_SERVER_GONE",
                "The retired server does not exist any more, and what is kept of its definition cannot be used: " + why
                        + ".",
                "PMM 3 is running. Nothing was changed.",
                "PMM 2 can be made again by hand. The volume '" + site.names().records()
                        + "' has what is kept; the data is in the volume '"
                        + site.names().backup() + "'."));
    }
}
