package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The engine calls of an ordinary in-place migration, one step each, so that tests can leave out or reorder some. */
final class ScriptedMigration {
    static final ContainerName SERVER = new ContainerName("pmm-server");
    static final ContainerName RETIRED = new ContainerName("pmm-server-retired");
    static final ContainerName REPLACEMENT = new ContainerName("pmm-server-replacement");
    static final VolumeName DATA = new VolumeName("pmm-data");
    static final VolumeName BACKUP = new VolumeName("pmm-server-backup");
    static final VolumeName RECORDS = new VolumeName("pmm-server-records");
    static final String SERVER_IMAGE = "percona/pmm-server:3.8.1";
    static final String STOP = MigrationLabels.PREFIX + "stop";
    static final String STRATEGY = MigrationLabels.PREFIX + "strategy";

    private static final String MIGRATION = "abc123";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ContainerEngine engine;

    ScriptedMigration(ContainerEngine engine) {
        this.engine = engine;
    }

    static Map<String, String> labels(String role) {
        return Map.of(MigrationLabels.MIGRATION, MIGRATION, MigrationLabels.ROLE, role);
    }

    void run() {
        steps().forEach(Runnable::run);
    }

    List<Runnable> steps() {
        List<Runnable> steps = new ArrayList<>();
        steps.add(this::createVolumes);
        steps.add(() -> createReplacement(SERVER_IMAGE, "no"));
        steps.add(() -> runHelper("precopy", ""));
        steps.add(this::stopSource);
        steps.add(() -> engine.setRestartPolicy(id(SERVER), RestartPolicy.NO));
        steps.add(() -> runHelper("prepare", "first"));
        steps.add(() -> engine.rename(id(SERVER), RETIRED));
        steps.add(() -> engine.rename(id(REPLACEMENT), SERVER));
        steps.add(() -> engine.start(id(SERVER)));
        steps.add(() -> engine.setRestartPolicy(id(SERVER), RestartPolicy.ALWAYS));
        return steps;
    }

    void createVolumes() {
        engine.createVolume(new VolumeSpec(RECORDS, labels("records")));
        engine.createVolume(new VolumeSpec(BACKUP, labels("backup")));
    }

    ContainerId createReplacement(String image, String policy) {
        engine.pull(ImageReference.parse(image), PullListener.NONE);
        return engine.create(new ContainerSpec(
                REPLACEMENT,
                ConfigDocument.empty()
                        .with("/Image", image)
                        .with("/Labels", labels("replacement"))
                        .with("/HostConfig/RestartPolicy/Name", policy)
                        .with("/HostConfig/Binds", List.of(DATA + ":/srv"))
                        .with("/HostConfig/PortBindings/8443~1tcp", List.of(Map.of("HostIp", "", "HostPort", "443")))));
    }

    void stopSource() {
        engine.exec(id(SERVER), Command.of("supervisorctl", "stop", "all"), LONG);
        engine.stop(id(SERVER), LONG);
    }

    void runHelper(String task, String stop) {
        startHelper(task, stop);
        engine.waitForExit(id(helper(task)), LONG);
    }

    void startHelper(String task, String stop) {
        engine.create(helperSpec(task, stop, Map.of(STRATEGY, "in-place")));
        engine.start(id(helper(task)));
        release(task);
    }

    /** What awaits no release takes no notice. */
    void release(String task) {
        engine.signal(id(helper(task)), "SIGUSR1");
    }

    ContainerSpec helperSpec(String task, String stop, Map<String, String> more) {
        Map<String, String> labels = new LinkedHashMap<>(labels("helper"));
        labels.put(MigrationLabels.TASK, task);
        labels.put(STOP, stop);
        labels.putAll(more);
        return new ContainerSpec(
                helper(task),
                ConfigDocument.empty()
                        .with("/Image", "percona/pmm-server:2.44.1")
                        .with("/Entrypoint", List.of("/bin/sh", "-c", "script"))
                        .with("/Labels", labels)
                        .with(
                                "/HostConfig/Binds",
                                List.of(
                                        DATA + ":/srv",
                                        BACKUP + ":/pmm-migration/backup",
                                        RECORDS + ":/pmm-migration/records")));
    }

    void removeHelper(String task) {
        engine.remove(id(helper(task)));
    }

    static ContainerName helper(String task) {
        return new ContainerName("pmm-server-" + task);
    }

    ContainerId id(ContainerName name) {
        return engine.inspect(name.toRef()).orElseThrow().id();
    }
}
