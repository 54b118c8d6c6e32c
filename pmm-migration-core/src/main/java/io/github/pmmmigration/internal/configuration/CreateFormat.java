package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.List;

/**
 * Turns an inspection into the format in which the same container would be created.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class CreateFormat {
    /** What an endpoint may be configured with; everything else there is the engine's own bookkeeping. */
    private static final List<String> ENDPOINT_FIELDS =
            List.of("IPAMConfig", "Links", "Aliases", "DriverOpts", "GwPriority", "MacAddress");

    private static final List<String> ADDRESS_FIELDS = List.of("IPv4Address", "IPv6Address", "LinkLocalIPs");

    private CreateFormat() {}

    static ConfigDocument of(ContainerSnapshot source) {
        ConfigDocument inspection = source.document();
        ConfigDocument created = inspection.at("/Config").orElseGet(ConfigDocument::empty);
        ConfigDocument host = inspection.at("/HostConfig").orElseGet(ConfigDocument::empty);
        created = created.with("/HostConfig", host);
        for (String network : inspection.keys("/NetworkSettings/Networks")) {
            created = created.with(
                    "/NetworkingConfig/EndpointsConfig/" + ConfigDocument.escape(network),
                    endpoint(inspection, network));
        }
        return created;
    }

    /** Returns what was configured for one of the container's networks. */
    public static ConfigDocument endpoint(ConfigDocument inspection, String network) {
        ConfigDocument inspected = inspection
                .at("/NetworkSettings/Networks/" + ConfigDocument.escape(network))
                .orElseGet(ConfigDocument::empty);
        ConfigDocument configured = only(inspected, ENDPOINT_FIELDS);
        ConfigDocument addresses = only(inspected.at("/IPAMConfig").orElseGet(ConfigDocument::empty), ADDRESS_FIELDS);
        configured = configured.without("/IPAMConfig");
        return addresses.keys("").isEmpty() ? configured : configured.with("/IPAMConfig", addresses);
    }

    private static ConfigDocument only(ConfigDocument object, List<String> fields) {
        ConfigDocument chosen = ConfigDocument.empty();
        for (String field : fields) {
            if (Documents.hasContent(object, "/" + field)) {
                chosen = chosen.with("/" + field, object.at("/" + field).orElseThrow());
            }
        }
        return chosen;
    }
}
