package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.docker.internal.endpoint.Wires;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.Reply;
import io.github.pmmmigration.docker.internal.process.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests need of an engine and the port does not offer: networks, and removing what the port never removes. */
final class RawEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EngineHttp http;

    RawEngine(DockerSettings settings) {
        http = new EngineHttp(
                new Wires(new Programs(Map.of()), PATIENCE).open(DockerEngine.endpoint(settings)), PATIENCE);
    }

    void createNetwork(String name, String subnet) {
        ConfigDocument body = ConfigDocument.empty().with("/Name", name).with("/CheckDuplicate", true);
        ConfigDocument addressed = body.with("/IPAM/Config", List.of(Map.of("Subnet", subnet)));
        expectSuccess(http.send(EngineRequest.post("/networks/create", addressed), PATIENCE));
    }

    void removeNetwork(String name) {
        expectSuccess(http.send(EngineRequest.delete("/networks/" + name), PATIENCE));
    }

    void removeVolume(String name) {
        expectSuccess(http.send(EngineRequest.delete("/volumes/" + name), PATIENCE));
    }

    @Override
    public void close() {
        http.close();
    }

    private static void expectSuccess(Reply reply) {
        if (!reply.succeeded()) {
            throw new AssertionError(reply.reason());
        }
    }
}
