package io.github.pmmmigration.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One port of a container made reachable on its host.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param hostAddress address on the host; empty for all
 * @param hostPort port on the host, or a range of which the engine takes a free one; empty for any
 * @param containerPort port and protocol inside, as engines write it: {@code 8443/tcp}
 * @since 0.1
 */
public record PortPublication(String hostAddress, String hostPort, String containerPort) {
    private static final Pattern FORM = Pattern.compile("(?:(?<ip>\\[[0-9a-fA-F:.%]+]|[0-9.]*):)??"
            + "(?:(?<host>(?:[0-9]+(?:-[0-9]+)?)?):)?(?<inside>[0-9]+(?:-[0-9]+)?)(?:/(?<protocol>[a-zA-Z]+))?");
    private static final int HIGHEST_PORT = 65535;

    /** Rejects what no engine would accept. */
    public PortPublication {
        Objects.requireNonNull(hostAddress, "hostAddress");
        Objects.requireNonNull(hostPort, "hostPort");
        Objects.requireNonNull(containerPort, "containerPort");
        if (!containerPort.matches("[0-9]{1,5}/(tcp|udp|sctp)")) {
            throw new IllegalArgumentException("containerPort is not of the form 8443/tcp: '" + containerPort + "'");
        }
    }

    /**
     * Reads what {@code docker run --publish} takes, for example {@code 127.0.0.1:8443:8443/tcp}; a range of ports inside
     * gives one publication each.
     *
     * @throws IllegalArgumentException when the text is of another form
     */
    public static List<PortPublication> parse(String text) {
        Matcher matcher = FORM.matcher(Objects.requireNonNull(text, "text"));
        if (!matcher.matches()) {
            throw notOfTheForm(text);
        }
        String protocol = part(matcher, "protocol").isEmpty() ? "tcp" : part(matcher, "protocol");
        Range inside = Range.parse(matcher.group("inside"), text);
        String address = part(matcher, "ip").replace("[", "").replace("]", "");
        return spread(address, part(matcher, "host"), inside, protocol.toLowerCase(java.util.Locale.ROOT), text);
    }

    private static List<PortPublication> spread(
            String address, String host, Range inside, String protocol, String text) {
        if (!host.isEmpty()) {
            Range.parse(host, text);
        }
        if (host.isEmpty() || inside.size() == 1) {
            return inside.ports()
                    .map(port -> new PortPublication(address, host, port + "/" + protocol))
                    .toList();
        }
        Range outside = Range.parse(host, text);
        if (outside.size() != inside.size()) {
            throw notOfTheForm(text);
        }
        List<PortPublication> publications = new ArrayList<>();
        for (int i = 0; i < inside.size(); i++) {
            publications.add(new PortPublication(
                    address, Integer.toString(outside.first + i), (inside.first + i) + "/" + protocol));
        }
        return publications;
    }

    private static String part(Matcher matcher, String group) {
        String value = matcher.group(group);
        return value == null ? "" : value;
    }

    private static IllegalArgumentException notOfTheForm(String text) {
        return new IllegalArgumentException(
                "text is not of the form [ADDRESS:][HOST-PORT:]CONTAINER-PORT[/PROTOCOL]: '" + text + "'");
    }

    /** Returns the form that {@link #parse} reads. */
    @Override
    public String toString() {
        String address = hostAddress.indexOf(':') >= 0 ? "[" + hostAddress + "]" : hostAddress;
        String outside = address.isEmpty() ? hostPort : address + ":" + hostPort;
        return (outside.isEmpty() ? "" : outside + ":") + containerPort;
    }

    private record Range(int first, int last) {
        static Range parse(String text, String whole) {
            String[] ends = text.split("-", 2);
            if (ends[0].length() > 5 || ends[ends.length - 1].length() > 5 || ends[0].isEmpty()) {
                throw notOfTheForm(whole);
            }
            Range range = new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
            if (range.first < 1 || range.last < range.first || range.last > HIGHEST_PORT) {
                throw notOfTheForm(whole);
            }
            return range;
        }

        int size() {
            return last - first + 1;
        }

        java.util.stream.Stream<Integer> ports() {
            return java.util.stream.IntStream.rangeClosed(first, last).boxed();
        }
    }
}
