package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.RestartPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Adds to the fixed part of an inspection what changes in a container's life. */
final class InspectionWriter {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private InspectionWriter() {}

    static ConfigDocument write(SimulatedContainer container) {
        ConfigDocument fixed = container.definition().inspection();
        ConfigDocument document = fixed.with("/Name", "/" + container.name())
                .with("/RestartCount", container.restarts())
                .with("/State", state(container))
                .with("/NetworkSettings", network(container, fixed));
        return container.hasOriginalPolicy()
                ? document
                : document.with("/HostConfig/RestartPolicy", shown(container.policy()));
    }

    private static Map<String, Object> network(SimulatedContainer container, ConfigDocument fixed) {
        Map<String, Object> network = Json.fieldsAt(fixed, "/NetworkSettings");
        network.put("Ports", ports(container));
        network.put("Networks", networks(container, fixed));
        return network;
    }

    static Map<String, Object> shown(RestartPolicy policy) {
        return Json.fields("Name", policy.name(), "MaximumRetryCount", policy.maximumRetryCount());
    }

    private static Map<String, Object> state(SimulatedContainer container) {
        Map<String, Object> state = Json.fields(
                "Status",
                container.status().name().toLowerCase(Locale.ROOT),
                "Running",
                container.isActive(),
                "Paused",
                container.status() == Status.PAUSED,
                "Restarting",
                container.status() == Status.RESTARTING,
                "OOMKilled",
                false,
                "Dead",
                false,
                "Pid",
                container.isRunning() ? 4711 : 0,
                "ExitCode",
                container.exitCode(),
                "Error",
                container.error(),
                "StartedAt",
                time(container.startedAt()),
                "FinishedAt",
                time(container.finishedAt()));
        if (container.isRunning() && hasHealthCheck(container)) {
            state.put("Health", Json.fields("Status", container.ready() ? "healthy" : "unhealthy", "FailingStreak", 0));
        }
        return state;
    }

    private static boolean hasHealthCheck(SimulatedContainer container) {
        ConfigDocument fixed = container.definition().inspection();
        return !fixed.texts("/Config/Healthcheck/Test").isEmpty()
                && !fixed.texts("/Config/Healthcheck/Test").equals(List.of("NONE"));
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(NEVER);
    }

    private static Map<String, Object> ports(SimulatedContainer container) {
        Map<String, Object> ports = new LinkedHashMap<>();
        if (!container.isRunning()) {
            return ports;
        }
        container.definition().inspection().keys("/Config/ExposedPorts").forEach(port -> ports.put(port, Json.NULL));
        Map<String, List<Object>> published = new LinkedHashMap<>();
        for (PortBinding port : container.ports()) {
            published
                    .computeIfAbsent(port.containerPort(), key -> new ArrayList<>())
                    .add(Json.fields("HostIp", port.shownIp(), "HostPort", Integer.toString(port.hostPort())));
        }
        ports.putAll(published);
        return ports;
    }

    /** Addresses exist only while it runs; what the user configured stays. */
    private static Map<String, Object> networks(SimulatedContainer container, ConfigDocument fixed) {
        Map<String, Object> networks = new LinkedHashMap<>();
        for (String network : fixed.keys("/NetworkSettings/Networks")) {
            ConfigDocument endpoint = fixed.at("/NetworkSettings/Networks" + Json.pointer(network))
                    .orElseThrow();
            networks.put(network, container.isRunning() ? connected(container, endpoint) : endpoint);
        }
        return networks;
    }

    private static ConfigDocument connected(SimulatedContainer container, ConfigDocument endpoint) {
        int number = 2 + Math.floorMod(container.id().hashCode(), 250);
        return endpoint.with("/EndpointID", container.id())
                .with("/Gateway", "172.17.0.1")
                .with("/IPAddress", endpoint.text("/IPAMConfig/IPv4Address").orElse("172.17.0." + number))
                .with("/IPPrefixLen", 16)
                .with("/MacAddress", String.format(Locale.ROOT, "02:42:ac:11:00:%02x", number));
    }
}
