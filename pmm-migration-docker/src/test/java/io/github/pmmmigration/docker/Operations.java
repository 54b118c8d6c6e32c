package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.OwnedVolume;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.container.VolumeSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every operation of the port, and an engine on which each of them succeeds. */
final class Operations {
    static final String ID = "c0ffee0000000000000000000000000000000000000000000000000000000001";
    static final ContainerId CONTAINER = new ContainerId(ID);
    static final MigrationId MIGRATION = new MigrationId("0123456789ab");
    static final Duration LONG = Duration.ofSeconds(60);

    private static final String VOLUME = "{\"Name\":\"ours\",\"Driver\":\"local\",\"Labels\":{\""
            + MigrationLabels.MIGRATION + "\":\"" + MIGRATION + "\"}}";

    private Operations() {}

    static Map<String, Consumer<DockerEngine>> all() {
        Map<String, Consumer<DockerEngine>> all = new LinkedHashMap<>();
        all.put("ping", DockerEngine::ping);
        all.put("inspect", engine -> engine.inspect(ContainerRef.of("pmm-server")));
        all.put("list", engine -> engine.list(ContainerFilter.all()));
        all.put("inspectImage", engine -> engine.inspectImage(ImageReference.parse("a/b:1")));
        all.put("pull", engine -> engine.pull(ImageReference.parse("a/b:1"), PullListener.NONE));
        all.put("create", engine -> engine.create(severalNetworks()));
        all.put("start", engine -> engine.start(CONTAINER));
        all.put("stop", engine -> engine.stop(CONTAINER, Duration.ofSeconds(5)));
        all.put("signal", engine -> engine.signal(CONTAINER, "SIGUSR1"));
        all.put("rename", engine -> engine.rename(CONTAINER, ContainerName.of("other")));
        all.put("setRestartPolicy", engine -> engine.setRestartPolicy(CONTAINER, RestartPolicy.NO));
        all.put("remove", engine -> engine.remove(CONTAINER));
        all.put("exec", engine -> engine.exec(CONTAINER, Command.of("true"), LONG));
        all.put("waitForExit", engine -> engine.waitForExit(CONTAINER, LONG));
        all.put("createVolume", engine -> engine.createVolume(new VolumeSpec(new VolumeName("ours"), Map.of())));
        all.put("inspectVolume", engine -> engine.inspectVolume(new VolumeName("ours")));
        all.put("removeVolume", engine -> engine.removeVolume(owned()));
        all.put("logTail", engine -> engine.logTail(CONTAINER, 5));
        return all;
    }

    static ContainerSpec severalNetworks() {
        return new ContainerSpec(
                ContainerName.of("replacement"),
                ConfigDocument.empty()
                        .with("/Image", "a/b:1")
                        .with("/HostConfig/NetworkMode", "first")
                        .with("/NetworkingConfig/EndpointsConfig/first/Aliases", List.of("one"))
                        .with("/NetworkingConfig/EndpointsConfig/second/Aliases", List.of("two")));
    }

    static OwnedVolume owned() {
        return VolumeSnapshot.of(ConfigDocument.parse(VOLUME))
                .ownedBy(MIGRATION)
                .orElseThrow();
    }

    /** Prepares an engine of the version 1.41 on which every operation succeeds. */
    static FakeEngine healthy() {
        String container = "/containers/" + ID;
        return FakeEngine.docker20()
                .on("GET /info", 200, "{\"OSType\":\"linux\"}")
                .on("GET /containers/pmm-server/json", 200, running())
                .on("GET /containers/json?all=1", 200, "[{\"Id\":\"" + ID + "\"}]")
                .on("GET " + container + "/json", 200, running())
                .on("GET /images/a/b:1/json", 200, "{\"Id\":\"sha256:1\",\"RepoTags\":[\"a/b:1\"]}")
                .on("POST /images/create?fromImage=a%2Fb&tag=1", 200, "{\"status\":\"Pulling from a/b\"}\r\n")
                .on("POST /containers/create?name=replacement", 201, "{\"Id\":\"" + ID + "\"}")
                .on("POST /networks/second/connect", 200, "")
                .on("POST " + container + "/start", 204, "")
                .on("POST " + container + "/stop?t=5", 204, "")
                .on("POST " + container + "/kill?signal=SIGUSR1", 204, "")
                .on("POST " + container + "/rename?name=other", 204, "")
                .on("POST " + container + "/update", 200, "{\"Warnings\":null}")
                .on("DELETE " + container + "?v=false&force=false", 204, "")
                .on("POST " + container + "/exec", 201, "{\"Id\":\"e1\"}")
                .on("POST /exec/e1/start", FakeEngine.stream("out:hello\n", "err:oops\n"))
                .on("GET /exec/e1/json", 200, "{\"Running\":false,\"ExitCode\":0,\"Pid\":42}")
                .on("POST " + container + "/wait?condition=not-running", 200, "{\"StatusCode\":7}")
                .on("POST /volumes/create", 201, VOLUME)
                .on("GET /volumes/ours", 200, VOLUME)
                .on("DELETE /volumes/ours", 204, "")
                .on(
                        "GET " + container + "/logs?stdout=1&stderr=1&follow=0&tail=5",
                        FakeEngine.stream("out:one\n", "err:two\n"));
    }

    static String running() {
        return container("running", "2026-01-01T00:00:00Z");
    }

    static String container(String status, String startedAt) {
        return "{\"Id\":\"" + ID + "\",\"Name\":\"/pmm-server\",\"Image\":\"sha256:1\",\"State\":{\"Status\":\""
                + status
                + "\",\"ExitCode\":0,\"StartedAt\":\"" + startedAt + "\"},\"Config\":{\"Image\":\"a/b:1\"},"
                + "\"HostConfig\":{\"RestartPolicy\":{\"Name\":\"always\"}}}";
    }
}
