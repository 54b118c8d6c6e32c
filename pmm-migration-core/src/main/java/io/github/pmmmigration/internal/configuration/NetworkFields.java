package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.NetworkAttachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Networks: what was configured for each endpoint, and nothing that the engine made up. */
final class NetworkFields {
    private static final String MODE = "/HostConfig/NetworkMode";
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig";
    private static final String OVERRIDDEN = "asked for by an override";
    private static final String BRIDGE = "bridge";
    private static final Set<String> DEFAULTS = Set.of("", "default", BRIDGE);
    private static final Set<String> WITHOUT_ENDPOINTS = Set.of("host", "none");

    private NetworkFields() {}

    static void apply(Draft draft) {
        override(draft);
        String mode = draft.text(MODE).orElse("");
        if (mode.startsWith("container:")) {
            joinNeighbour(draft);
        } else if (WITHOUT_ENDPOINTS.contains(mode)) {
            draft.dropQuietly("/NetworkingConfig", "/MacAddress");
        } else {
            endpoints(draft, mainNetwork(draft, mode));
        }
    }

    /** Whoever lives in a neighbour's network has no name, port or resolver of its own. */
    private static void joinNeighbour(Draft draft) {
        draft.dropQuietly(
                "/NetworkingConfig",
                "/MacAddress",
                "/ExposedPorts",
                "/HostConfig/PortBindings",
                "/HostConfig/Links",
                "/HostConfig/Dns",
                "/HostConfig/DnsOptions",
                "/HostConfig/DnsSearch",
                "/HostConfig/ExtraHosts");
    }

    /** Returns the name under which the main network is listed; the mode may hold its identifier, or be out of date. */
    private static String mainNetwork(Draft draft, String mode) {
        List<String> networks = draft.document().keys(ENDPOINTS);
        String wanted = DEFAULTS.contains(mode) ? BRIDGE : mode;
        if (networks.contains(wanted) || networks.isEmpty()) {
            return wanted;
        }
        String main = networks.stream()
                .filter(network ->
                        networkId(draft, network).filter(mode::equals).isPresent())
                .findFirst()
                .orElse(networks.get(0));
        draft.put(MODE, main, "the network it is attached to, by name");
        return main;
    }

    private static Optional<String> networkId(Draft draft, String network) {
        return draft.source().document().text(Documents.child("/NetworkSettings/Networks", network) + "/NetworkID");
    }

    private static void endpoints(Draft draft, String main) {
        Map<String, ConfigDocument> endpoints = new LinkedHashMap<>();
        List<String> networks = new ArrayList<>(draft.document().keys(ENDPOINTS));
        if (networks.remove(main)) {
            networks.add(0, main);
        }
        networks.forEach(network -> endpoints.put(network, endpoint(draft, network, network.equals(main))));
        draft.dropQuietly("/MacAddress");
        placeMac(draft, main, endpoints);
        boolean nothingToSay = endpoints.equals(Map.of(BRIDGE, ConfigDocument.empty()));
        if (endpoints.isEmpty() || nothingToSay) {
            draft.dropQuietly("/NetworkingConfig");
        } else {
            String reason = draft.overrides().networks().isEmpty() ? "" : OVERRIDDEN;
            draft.put(ENDPOINTS, endpoints, reason);
        }
    }

    private static ConfigDocument endpoint(Draft draft, String network, boolean main) {
        ConfigDocument endpoint =
                draft.document().at(Documents.child(ENDPOINTS, network)).orElseGet(ConfigDocument::empty);
        boolean bridge = network.equals(BRIDGE);
        List<String> aliases = bridge ? List.of() : aliases(draft, endpoint);
        ConfigDocument configured = endpoint.without("/Aliases").without("/MacAddress");
        Optional<String> mac = MacAddresses.configured(draft, network, main);
        if (!aliases.isEmpty()) {
            configured = configured.with("/Aliases", aliases);
        }
        return mac.isPresent() ? configured.with("/MacAddress", mac.get()) : configured;
    }

    /** Older engines list the short identifier among the aliases. */
    private static List<String> aliases(Draft draft, ConfigDocument endpoint) {
        String generated = draft.source().id().shortened();
        return endpoint.texts("/Aliases").stream()
                .filter(alias -> !alias.equals(generated))
                .distinct()
                .toList();
    }

    /** Before 1.44 an address could be given for the whole container only; since 1.52 only for an endpoint. */
    private static void placeMac(Draft draft, String main, Map<String, ConfigDocument> endpoints) {
        if (draft.api().isAtLeast(1, 44)) {
            return;
        }
        Optional<String> mac =
                Optional.ofNullable(endpoints.get(main)).flatMap(endpoint -> endpoint.text("/MacAddress"));
        mac.ifPresent(address -> draft.put("/MacAddress", address, ""));
        endpoints.replaceAll((network, endpoint) -> endpoint.without("/MacAddress"));
    }

    private static void override(Draft draft) {
        List<NetworkAttachment> wanted = draft.overrides().networks();
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, ConfigDocument> endpoints = new LinkedHashMap<>();
        for (NetworkAttachment attachment : wanted) {
            Optional<ConfigDocument> known = draft.document().at(Documents.child(ENDPOINTS, attachment.network()));
            endpoints.put(attachment.network(), attached(known, attachment));
        }
        draft.put(MODE, wanted.get(0).network(), OVERRIDDEN);
        draft.put(ENDPOINTS, endpoints, OVERRIDDEN);
    }

    private static ConfigDocument attached(Optional<ConfigDocument> known, NetworkAttachment attachment) {
        ConfigDocument endpoint = known.orElseGet(ConfigDocument::empty);
        if (attachment.ipv4Address().isPresent()) {
            endpoint = endpoint.with(
                    "/IPAMConfig/IPv4Address", attachment.ipv4Address().get());
        }
        if (attachment.ipv6Address().isPresent()) {
            endpoint = endpoint.with(
                    "/IPAMConfig/IPv6Address", attachment.ipv6Address().get());
        }
        return attachment.aliases().isEmpty() ? endpoint : endpoint.with("/Aliases", attachment.aliases());
    }
}
