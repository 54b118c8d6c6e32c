package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.docker.internal.http.ApiVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The body of a create call as one version of the interface takes it, and what has to follow the call.
 *
 * @param json body of the call
 * @param later networks to connect afterwards, with their endpoint's settings
 */
record CreateBody(ConfigDocument json, Map<String, ConfigDocument> later) {
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig";
    private static final String MAC = "/MacAddress";

    /**
     * Divides a configuration.
     *
     * @param networkName finds the name of a network by its identifier
     */
    static CreateBody of(
            ConfigDocument configuration, ApiVersion version, Function<String, Optional<String>> networkName) {
        List<String> networks = configuration.keys(ENDPOINTS);
        Optional<String> first = primary(configuration, networks, networkName);
        if (version.isAtLeast(ApiVersion.SEVERAL_NETWORKS)) {
            return new CreateBody(hardwareAddressInEndpoint(configuration, first), Map.of());
        }
        ConfigDocument older = hardwareAddressInContainer(configuration, first);
        return networks.size() <= 1 ? new CreateBody(older, Map.of()) : divided(older, networks, first);
    }

    private static CreateBody divided(ConfigDocument configuration, List<String> networks, Optional<String> first) {
        ConfigDocument json = configuration;
        Map<String, ConfigDocument> later = new LinkedHashMap<>();
        for (String network : networks) {
            if (!first.equals(Optional.of(network))) {
                later.put(network, json.at(endpoint(network)).orElseGet(ConfigDocument::empty));
                json = json.without(endpoint(network));
            }
        }
        return new CreateBody(json, later);
    }

    /** Returns which of the networks is the one that the network mode names. */
    private static Optional<String> primary(
            ConfigDocument configuration, List<String> networks, Function<String, Optional<String>> networkName) {
        String mode = configuration.text("/HostConfig/NetworkMode").orElse("default");
        if (networks.contains(mode)) {
            return Optional.of(mode);
        }
        if (mode.equals("default") || mode.isEmpty()) {
            return Optional.of("bridge").filter(networks::contains);
        }
        return networks.size() <= 1
                ? networks.stream().findFirst()
                : networkName.apply(mode).filter(networks::contains);
    }

    /** From 1.44 on the address belongs to the network, and from 1.52 on the container's is refused. */
    private static ConfigDocument hardwareAddressInEndpoint(ConfigDocument configuration, Optional<String> network) {
        Optional<String> address = configuration.text(MAC).filter(text -> !text.isEmpty());
        if (address.isEmpty()) {
            return configuration.without(MAC);
        }
        String name = network.orElseGet(
                () -> configuration.text("/HostConfig/NetworkMode").orElse("default"));
        String place = endpoint(name) + MAC;
        boolean known =
                configuration.text(place).filter(text -> !text.isEmpty()).isPresent();
        return (known ? configuration : configuration.with(place, address.get())).without(MAC);
    }

    /** Before 1.44 the engine overlooks the address of an endpoint. */
    private static ConfigDocument hardwareAddressInContainer(ConfigDocument configuration, Optional<String> network) {
        boolean known = configuration.text(MAC).filter(text -> !text.isEmpty()).isPresent();
        return network.filter(name -> !known)
                .flatMap(name -> configuration.text(endpoint(name) + MAC))
                .filter(address -> !address.isEmpty())
                .map(address -> configuration.with(MAC, address))
                .orElse(configuration);
    }

    private static String endpoint(String network) {
        return ENDPOINTS + "/" + ConfigDocument.escape(network);
    }
}
