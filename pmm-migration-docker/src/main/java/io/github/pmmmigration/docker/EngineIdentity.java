package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.Reply;
import java.util.Locale;

/** Asks the engine who it is. */
final class EngineIdentity {
    private final EngineHttp http;

    EngineIdentity(EngineHttp http) {
        this.http = http;
    }

    EngineInfo ask() {
        EngineRequest request = EngineRequest.get("/version");
        Reply reply = http.send(request);
        ConfigDocument version =
                reply.succeeded() ? http.read(request, reply, EngineIdentity::checked) : http.engineVersion();
        return new EngineInfo(
                name(version),
                version.text("/Version").orElse("unknown"),
                http.apiVersion().toString(),
                http.address(),
                host(version));
    }

    boolean isPodman() {
        return name(http.engineVersion()).toLowerCase(Locale.ROOT).contains("podman");
    }

    private static ConfigDocument checked(ConfigDocument version) {
        if (version.text("/ApiVersion").isEmpty()) {
            throw new IllegalArgumentException("the description of its version has no ApiVersion");
        }
        return version;
    }

    /** Returns what the engine says about its host; proxies in front of an engine often allow only its version to be read. */
    private ConfigDocument host(ConfigDocument version) {
        EngineRequest request = EngineRequest.get("/info");
        Reply reply = http.send(request);
        return reply.succeeded() ? http.document(request, reply) : version;
    }

    private static String name(ConfigDocument version) {
        return version.elements("/Components").stream()
                .flatMap(component -> component.text("/Name").stream())
                .findFirst()
                .filter(name -> !name.equals("Engine"))
                .or(() -> version.text("/Platform/Name").filter(name -> name.startsWith("Docker")))
                .orElse("Docker Engine");
    }
}
