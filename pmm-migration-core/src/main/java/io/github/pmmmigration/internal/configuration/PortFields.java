package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.PortPublication;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exposed and published ports: PMM 3 listens elsewhere inside, so the inner side moves and the host's side stays. */
final class PortFields {
    private static final Map<String, String> MOVES = Map.of("443/tcp", "8443/tcp", "80/tcp", "8080/tcp");
    private static final String MOVED = "PMM 3 listens on 8443 and 8080 inside its container; the host's side stays";

    private PortFields() {}

    /** Returns where a port of PMM 2 is found in PMM 3; other ports are where they were. */
    static String moved(String port) {
        return MOVES.getOrDefault(port, port);
    }

    static void apply(Draft draft) {
        Map<String, List<ConfigDocument>> before = bindings(draft.document());
        Map<String, List<ConfigDocument>> after = new LinkedHashMap<>();
        before.forEach((port, bindings) -> merge(after, innerPort(draft, port), bindings));
        describeMoves(draft, before);
        override(draft, after);
        write(draft, after);
        expose(draft, after.keySet());
        warn(draft, after);
    }

    private static String innerPort(Draft draft, String port) {
        return draft.request().kind().translates() ? moved(port) : port;
    }

    /** Reads the bindings; Podman lists exposed ports that are not published with an empty value, which engines deprecate. */
    private static Map<String, List<ConfigDocument>> bindings(ConfigDocument document) {
        Map<String, List<ConfigDocument>> bindings = new LinkedHashMap<>();
        for (String port : document.keys("/HostConfig/PortBindings")) {
            List<ConfigDocument> entries = document.elements(Documents.child("/HostConfig/PortBindings", port));
            if (!entries.isEmpty()) {
                bindings.put(port.indexOf('/') < 0 ? port + "/tcp" : port, entries);
            }
        }
        return bindings;
    }

    private static void merge(Map<String, List<ConfigDocument>> all, String port, List<ConfigDocument> bindings) {
        Set<ConfigDocument> merged = new LinkedHashSet<>(all.getOrDefault(port, List.of()));
        merged.addAll(bindings);
        all.put(port, List.copyOf(merged));
    }

    private static void describeMoves(Draft draft, Map<String, List<ConfigDocument>> before) {
        before.forEach((port, bindings) -> {
            String target = innerPort(draft, port);
            if (!target.equals(port)) {
                draft.difference(path(port), show(bindings, port), show(bindings, target), MOVED);
            }
        });
    }

    private static void override(Draft draft, Map<String, List<ConfigDocument>> after) {
        Map<String, List<ConfigDocument>> wanted = new LinkedHashMap<>();
        for (PortPublication port : draft.overrides().publishedPorts()) {
            ConfigDocument binding =
                    ConfigDocument.empty().with("/HostIp", port.hostAddress()).with("/HostPort", port.hostPort());
            merge(wanted, port.containerPort(), List.of(binding));
        }
        wanted.forEach((port, bindings) -> {
            String was = show(after.getOrDefault(port, List.of()), port);
            draft.difference(path(port), was, show(bindings, port), "asked for by an override");
            after.put(port, bindings);
        });
    }

    private static void write(Draft draft, Map<String, List<ConfigDocument>> after) {
        if (after.isEmpty()) {
            draft.dropQuietly("/HostConfig/PortBindings");
        } else {
            draft.put("/HostConfig/PortBindings", after, MOVED);
        }
    }

    private static void expose(Draft draft, Set<String> published) {
        Set<String> ports = new LinkedHashSet<>();
        for (String port : draft.document().keys("/ExposedPorts")) {
            if (draft.imageDefaults().at(Documents.child("/ExposedPorts", port)).isEmpty()) {
                ports.add(innerPort(draft, port));
            }
        }
        ports.addAll(published);
        Map<String, Object> exposed = new LinkedHashMap<>();
        ports.forEach(port -> exposed.put(port, Map.of()));
        if (exposed.isEmpty()) {
            draft.drop("/ExposedPorts", "ports of the old image; the new image's own apply");
        } else {
            draft.put("/ExposedPorts", exposed, "ports of the old image go, published ones move to PMM 3's");
        }
    }

    private static void warn(Draft draft, Map<String, List<ConfigDocument>> after) {
        List<String> random = new ArrayList<>();
        after.forEach((port, bindings) -> bindings.stream()
                .map(binding -> binding.text("/HostPort").orElse(""))
                .filter(PortFields::isChosenByEngine)
                .forEach(hostPort -> random.add(port + (hostPort.indexOf('-') < 0 ? "" : " (from " + hostPort + ")"))));
        if (draft.document().flag("/HostConfig/PublishAllPorts").orElse(false)) {
            random.add("all exposed ports");
        }
        if (!random.isEmpty()) {
            draft.finding(Finding.warning(
                    FindingCodes.RANDOM_HOST_PORT,
                    "The server is published on host ports that the engine chooses anew for every container, so clients"
                            + " will have to find PMM 3 on another port.",
                    "published without one host port: " + String.join(", ", random),
                    "Name a host port with an override, for example --publish 443:8443."));
        }
    }

    /** Without a number, with zero, or out of a range such as {@code 8000-8010}. */
    private static boolean isChosenByEngine(String hostPort) {
        return hostPort.isEmpty() || hostPort.equals("0") || hostPort.indexOf('-') > 0;
    }

    private static String path(String port) {
        return "HostConfig.PortBindings." + port;
    }

    private static String show(List<ConfigDocument> bindings, String port) {
        return String.join(
                ", ", bindings.stream().map(binding -> show(binding, port)).toList());
    }

    private static String show(ConfigDocument binding, String port) {
        String address = binding.text("/HostIp").orElse("");
        String host = binding.text("/HostPort").orElse("");
        String shown = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        return (shown.isEmpty() ? "" : shown + ":") + (host.isEmpty() ? "(random)" : host) + ":" + port;
    }
}
