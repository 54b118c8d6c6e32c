package io.github.pmmmigration.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A network that a container shall be attached to.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param network name of the network, or {@code host}, {@code none}, {@code bridge} or {@code container:NAME}
 * @param ipv4Address fixed IPv4 address there, if any
 * @param ipv6Address fixed IPv6 address there, if any
 * @param aliases further names it is found by there
 * @since 0.1
 */
public record NetworkAttachment(
        String network, Optional<String> ipv4Address, Optional<String> ipv6Address, List<String> aliases) {
    /** Copies the aliases and rejects an empty name. */
    public NetworkAttachment {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(ipv4Address, "ipv4Address");
        Objects.requireNonNull(ipv6Address, "ipv6Address");
        aliases = List.copyOf(aliases);
        if (network.isEmpty()) {
            throw new IllegalArgumentException("network must not be empty");
        }
    }

    /**
     * Reads what {@code docker run --network} takes: a name, or {@code name=front,ip=172.30.0.5,ip6=…,alias=…}.
     *
     * @throws IllegalArgumentException when the text names no network or asks for something else
     */
    public static NetworkAttachment parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.indexOf('=') < 0) {
            return new NetworkAttachment(text, Optional.empty(), Optional.empty(), List.of());
        }
        String name = "";
        Optional<String> ipv4 = Optional.empty();
        Optional<String> ipv6 = Optional.empty();
        List<String> aliases = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String value = part.substring(part.indexOf('=') + 1);
            switch (part.substring(0, Math.max(0, part.indexOf('=')))) {
                case "name" -> name = value;
                case "ip" -> ipv4 = Optional.of(value);
                case "ip6" -> ipv6 = Optional.of(value);
                case "alias" -> aliases.add(value);
                default -> throw new IllegalArgumentException("text asks for something unknown: '" + part + "'");
            }
        }
        return new NetworkAttachment(name, ipv4, ipv6, aliases);
    }
}
