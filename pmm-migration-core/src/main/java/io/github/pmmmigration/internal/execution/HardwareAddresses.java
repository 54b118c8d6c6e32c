package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.internal.decision.Labels;
import java.util.Optional;

/**
 * Remembers the hardware addresses that the server had.
 *
 * <p>Engines since 28 do not show those of a container that does not run, and on the way back the server does not run any more:
 * the replacement, which got the same, has them in a label.
 */
final class HardwareAddresses {
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig";
    private static final String ADDRESS = "/MacAddress";

    private HardwareAddresses() {}

    /** Returns the configuration with a label that has the addresses of its own; the same where it has none. */
    static ConfigDocument noted(ConfigDocument configuration) {
        ConfigDocument addresses = ConfigDocument.empty();
        for (String network : configuration.keys(ENDPOINTS)) {
            Optional<String> address = configuration.text(endpoint(network) + ADDRESS);
            addresses = address.isPresent() ? addresses.with(child(network), address.get()) : addresses;
        }
        return addresses.equals(ConfigDocument.empty())
                ? configuration
                : configuration.with("/Labels" + child(Labels.HARDWARE_ADDRESSES), addresses.toJson());
    }

    /** Gives the endpoints of a configuration what the replacement remembers, unless they have an address of their own. */
    static ConfigDocument recalled(ConfigDocument configuration, Optional<ContainerSnapshot> replacement) {
        ConfigDocument addresses = replacement
                .flatMap(container -> container.label(Labels.HARDWARE_ADDRESSES))
                .map(ConfigDocument::parse)
                .orElseGet(ConfigDocument::empty);
        ConfigDocument recalled = configuration;
        for (String network : configuration.keys(ENDPOINTS)) {
            Optional<String> address = addresses.text(child(network));
            if (address.isPresent()
                    && recalled.text(endpoint(network) + ADDRESS).isEmpty()) {
                recalled = recalled.with(endpoint(network) + ADDRESS, address.get());
            }
        }
        return recalled;
    }

    private static String endpoint(String network) {
        return ENDPOINTS + child(network);
    }

    private static String child(String name) {
        return "/" + ConfigDocument.escape(name);
    }
}
