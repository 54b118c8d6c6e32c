package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.data.DataMode;
import io.github.pmmmigration.internal.data.DataMounts;
import io.github.pmmmigration.internal.data.DataOwner;
import io.github.pmmmigration.internal.data.HelperCommand;
import io.github.pmmmigration.internal.data.RecordDocument;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.step.MigrationIntent.HelperSpecs;
import io.github.pmmmigration.step.MigrationNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes helper containers: the source's own image, root, no network, the data and our volumes mounted.
 *
 * <p>The image is on the engine already and has the tools, so nothing is fetched. A helper mounts the data at {@code /srv}, so
 * that an image which declares a volume there gets no anonymous one. Its shell is the first process, even where the engine
 * usually puts another before it: what is no first process would be ended by a signal that it does not handle yet.
 */
final class HelperFactory implements HelperSpecs {
    /** A volume that is empty, or vanished, must not be filled from the image. */
    private static final Map<String, Object> NOT_FILLED = Map.of("NoCopy", true);

    private final MigrationNames names;
    private final ContainerId sourceId;
    private final ContainerSnapshot source;
    private final StorageLayout storage;
    private final DataStrategy strategy;
    private final Optional<DataOwner> owner;
    private final Documents documents;

    /** What is to be saved beside the backup. */
    @FunctionalInterface
    interface Documents {
        /** For previews: they write nothing. */
        Documents NONE = (task, occasion) -> List.of();

        /** Returns the documents of a task, always the same ones in one run. */
        List<RecordDocument> of(HelperTask task, String occasion);
    }

    HelperFactory(MigrationNames names, Survey survey, DataStrategy strategy, Documents documents) {
        this.documents = documents;
        this.names = names;
        this.sourceId = survey.site().sourceId();
        this.source = survey.source();
        this.storage = survey.storage();
        this.strategy = strategy;
        this.owner = survey.kind() == ReplacementKind.MIGRATE ? Optional.of(DataOwner.pmm3()) : Optional.empty();
    }

    @Override
    public ContainerSpec of(HelperTask task, String stopToken) {
        Map<String, String> labels = new LinkedHashMap<>(LabelSets.common(names, sourceId, Roster.HELPER));
        labels.put(MigrationLabels.TASK, task.label());
        labels.put(Labels.STOP, stopToken);
        labels.put(Labels.STRATEGY, strategy.name());
        labels.put(Labels.OWNER, owner.map(DataOwner::toString).orElse("keep"));
        HelperCommand command = command(task, stopToken);
        ConfigDocument configuration = ConfigDocument.empty()
                .with("/Image", source.image().value())
                .with("/User", "0:0")
                .with("/WorkingDir", "/")
                .with("/Entrypoint", command.entrypoint())
                .with("/Cmd", command.arguments())
                .with("/Env", variables(command))
                .with("/Healthcheck", Map.of("Test", List.of("NONE")))
                .with("/Labels", labels)
                .with("/HostConfig/NetworkMode", "none")
                .with("/HostConfig/Init", false)
                .with("/HostConfig/RestartPolicy", Map.of("Name", "no"));
        return new ContainerSpec(names.helper(task), carried(source, reaching(task, configuration)));
    }

    private static List<String> variables(HelperCommand command) {
        return command.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .sorted()
                .toList();
    }

    /** Who only writes documents has no business with the data. */
    private ConfigDocument reaching(HelperTask task, ConfigDocument configuration) {
        boolean writes = task == HelperTask.SAVE_RECORDS || task == HelperTask.SAVE_REPORT;
        return writes
                ? configuration
                        .with("/HostConfig/Tmpfs", Map.of(DataMounts.SRV, ""))
                        .with("/HostConfig/Mounts", List.of(volume(names.records(), DataMounts.RECORDS)))
                : configuration.with("/HostConfig/Mounts", mounts(task));
    }

    /** Carries over what decides whether the data can be reached at all. */
    static ConfigDocument carried(ContainerSnapshot server, ConfigDocument configuration) {
        ConfigDocument document = configuration;
        for (String field : List.of("SecurityOpt", "UsernsMode", "Runtime")) {
            var value = server.document().at("/HostConfig/" + field);
            if (value.isPresent()) {
                document = document.with("/HostConfig/" + field, value.get());
            }
        }
        return document;
    }

    private HelperCommand command(HelperTask task, String stopToken) {
        return switch (task) {
            case SAVE_RECORDS, SAVE_REPORT -> HelperCommand.putRecords(documents.of(task, stopToken));
            case PRECOPY -> HelperCommand.precopy();
            case PREPARE ->
                owner.map(whose -> HelperCommand.prepare(stopToken, whose, mode()))
                        .orElseGet(() -> HelperCommand.preserve(stopToken, mode()));
            case RESTORE_OWNERSHIP -> HelperCommand.restoreOwnership();
        };
    }

    private DataMode mode() {
        if (strategy instanceof DataStrategy.InPlace inPlace) {
            return inPlace.backup() ? DataMode.BACKUP : DataMode.NO_BACKUP;
        }
        return DataMode.COPY;
    }

    private List<Map<String, Object>> mounts(HelperTask task) {
        List<Map<String, Object>> mounts = new ArrayList<>();
        boolean onlyRead = task == HelperTask.PRECOPY || strategy instanceof DataStrategy.Copy;
        mounts.add(dataMount(onlyRead));
        if (mode() != DataMode.NO_BACKUP && task != HelperTask.RESTORE_OWNERSHIP) {
            mounts.add(
                    volume(strategy instanceof DataStrategy.Copy ? names.copy() : names.backup(), DataMounts.BACKUP));
        }
        mounts.add(volume(names.records(), DataMounts.RECORDS));
        return mounts;
    }

    private Map<String, Object> dataMount(boolean onlyRead) {
        Map<String, Object> mount = new LinkedHashMap<>();
        mount.put("Type", storage.volumeName().isPresent() ? "volume" : "bind");
        mount.put("Source", storage.mountSource().orElseThrow());
        mount.put("Target", DataMounts.SRV);
        mount.put("ReadOnly", onlyRead);
        if (storage.volumeName().isPresent()) {
            mount.put("VolumeOptions", NOT_FILLED);
        }
        return mount;
    }

    /** Mounts one of our volumes. */
    static Map<String, Object> volume(VolumeName name, String target) {
        return Map.of("Type", "volume", "Source", name.value(), "Target", target, "VolumeOptions", NOT_FILLED);
    }
}
