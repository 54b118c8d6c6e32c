package io.github.pmmmigration.examples.bed;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Containers as tables of fields, so that two can be compared field by field.
 *
 * <p>Left out is what the engine makes up for each container anew, and what is the same as not given: null, empty, zero, false.
 * Lists whose order means nothing are sorted.
 */
public final class Inspections {
    private static final List<String> PARTS = List.of("/Config", "/HostConfig", "/Mounts", "/NetworkSettings/Networks");

    /** Fields of an endpoint that the engine fills; addresses that were asked for stand in {@code IPAMConfig}. */
    private static final Set<String> MADE_UP = Set.of(
            "NetworkID",
            "EndpointID",
            "Gateway",
            "IPAddress",
            "IPPrefixLen",
            "IPv6Gateway",
            "GlobalIPv6Address",
            "GlobalIPv6PrefixLen",
            "DNSNames");

    private static final Set<String> EMPTY = Set.of("null", "\"\"", "[]", "{}", "0", "false");
    private static final Set<String> ORDERED = Set.of("/Config/Cmd", "/Config/Entrypoint", "/Config/Healthcheck/Test");

    private Inspections() {}

    /** Returns the fields of a container by their places; values are JSON. */
    public static Map<String, String> fields(ContainerSnapshot container) {
        Map<String, String> fields = new TreeMap<>();
        for (String part : PARTS) {
            container.document().at(part).ifPresent(document -> collect(document, part, fields));
        }
        return fields;
    }

    private static void collect(ConfigDocument document, String place, Map<String, String> fields) {
        for (String key : document.keys("")) {
            if (!(place.startsWith("/NetworkSettings") && MADE_UP.contains(key))) {
                document.at("/" + ConfigDocument.escape(key))
                        .ifPresent(value -> collect(value, place + "/" + key, fields));
            }
        }
        boolean noRestart = place.equals("/HostConfig/RestartPolicy/Name")
                && document.toJson().equals("\"no\"");
        if (document.keys("").isEmpty() && !EMPTY.contains(document.toJson()) && !noRestart) {
            fields.put(place, text(document, place));
        }
    }

    private static String text(ConfigDocument document, String place) {
        List<String> elements = new ArrayList<>(
                document.elements("").stream().map(ConfigDocument::toJson).toList());
        if (elements.isEmpty() || ORDERED.contains(place)) {
            return document.toJson();
        }
        elements.sort(String::compareTo);
        return elements.toString();
    }

    /** Returns the places where two differ, each with both values. */
    public static Map<String, String> differences(Map<String, String> before, Map<String, String> after) {
        Set<String> places = new TreeSet<>(before.keySet());
        places.addAll(after.keySet());
        Map<String, String> differences = new TreeMap<>();
        for (String place : places) {
            String old = before.getOrDefault(place, "(none)");
            String now = after.getOrDefault(place, "(none)");
            if (!old.equals(now)) {
                differences.put(place, old + " -> " + now);
            }
        }
        return differences;
    }
}
