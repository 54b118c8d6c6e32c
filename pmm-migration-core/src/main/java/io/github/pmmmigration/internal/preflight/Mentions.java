package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the settings of other containers name the server as its network does: by name, alias or address, and with the ports 443
 * and 80 or with none. Immutable.
 */
final class Mentions {
    private static final String NETWORKS = "/NetworkSettings/Networks";
    /** A variable whose value is an address and nothing else, with port 443 if none is told. */
    private static final String OF_CLIENTS = "PMM_AGENT_SERVER_ADDRESS";

    private final Set<String> names;

    private Mentions(Set<String> names) {
        this.names = names;
    }

    static Mentions of(ContainerSnapshot server) {
        Set<String> names =
                new HashSet<>(Set.of(server.name().value(), server.id().shortened()));
        server.document().text("/Config/Hostname").ifPresent(names::add);
        for (String network : server.document().keys(NETWORKS)) {
            ConfigDocument endpoint = server.document()
                    .at(NETWORKS + "/" + ConfigDocument.escape(network))
                    .orElseGet(ConfigDocument::empty);
            names.addAll(endpoint.texts("/Aliases"));
            names.addAll(endpoint.texts("/DNSNames"));
            endpoint.text("/IPAddress").ifPresent(names::add);
            endpoint.text("/GlobalIPv6Address").ifPresent(address -> names.add("[" + address + "]"));
        }
        names.removeIf(String::isBlank);
        names.remove("[]");
        return new Mentions(names);
    }

    /** Returns the variables of a container that name the server, and {@code command} if its command does; never values. */
    Set<String> in(ContainerSnapshot container) {
        Set<String> known = new HashSet<>(names);
        known.addAll(linked(container));
        Set<String> places = new TreeSet<>();
        for (String entry : container.document().texts("/Config/Env")) {
            int equals = Math.max(0, entry.indexOf('='));
            String name = entry.substring(0, equals);
            String value = entry.substring(Math.min(entry.length(), equals + 1));
            if (isMentioned(value, known) || (name.equals(OF_CLIENTS) && known.contains(value))) {
                places.add(name);
            }
        }
        for (String part : List.of("/Config/Cmd", "/Config/Entrypoint")) {
            if (container.document().texts(part).stream().anyMatch(text -> isMentioned(text, known))) {
                places.add("command");
            }
        }
        return places;
    }

    /** Returns the names that a container gives the server by links, on the default network or on one of the user's. */
    private Set<String> linked(ContainerSnapshot container) {
        List<String> links = new ArrayList<>(container.document().texts("/HostConfig/Links"));
        for (String network : container.document().keys(NETWORKS)) {
            links.addAll(container.document().texts(NETWORKS + "/" + ConfigDocument.escape(network) + "/Links"));
        }
        return links.stream()
                .map(link -> link.replaceFirst("^/", "").split(":", 2))
                .filter(link -> link.length == 2 && names.contains(link[0]))
                .map(link -> link[1].substring(link[1].lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    private static boolean isMentioned(String text, Set<String> names) {
        for (String name : names) {
            String quoted = Pattern.quote(name);
            Matcher address = Pattern.compile(
                            "(?<![\\w.-])" + quoted + ":(443|80)(?!\\d)|(?://|@)" + quoted + "(?=[/?#,;\\s\"']|$)")
                    .matcher(text);
            if (address.find()) {
                return true;
            }
        }
        return false;
    }
}
