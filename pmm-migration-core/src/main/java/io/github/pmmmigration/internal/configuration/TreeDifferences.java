package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ConfigurationDifference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds every difference between two configurations, so that none can be forgotten by whoever made it. */
final class TreeDifferences {
    private static final String ENVIRONMENT = "/Env";
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig";
    /** Compared by the lenses that know them, in a form for people. */
    private static final Set<String> SHOWN_BY_LENSES = Set.of(ENVIRONMENT, "/HostConfig/PortBindings");
    /** Objects whose members are compared one by one; others are shown as a whole. */
    private static final Set<String> OPEN =
            Set.of("/HostConfig", "/Labels", "/Healthcheck", "/NetworkingConfig", ENDPOINTS, "/ExposedPorts");

    private final ConfigDocument before;
    private final ConfigDocument after;
    private final ConfigDocument defaults;
    private final Set<String> skipped;
    private final Map<String, String> reasons;
    private final List<ConfigurationDifference> found = new ArrayList<>();

    private TreeDifferences(
            ConfigDocument before,
            ConfigDocument after,
            ConfigDocument defaults,
            Set<String> skipped,
            Map<String, String> reasons) {
        this.before = before;
        this.after = after;
        this.defaults = defaults;
        this.skipped = skipped;
        this.reasons = reasons;
    }

    /**
     * Returns the differences with the reason given for the nearest place at or above each; an empty reason hides it. Where
     * nothing is said any more, the defaults of the new image apply: what they say as well is no difference.
     */
    static List<ConfigurationDifference> explained(
            ConfigDocument before, ConfigDocument after, ConfigDocument defaults, Map<String, String> reasons) {
        return new TreeDifferences(before, after, defaults, SHOWN_BY_LENSES, reasons).compareMembers("");
    }

    /** Returns all differences, for one and the same reason. */
    static List<ConfigurationDifference> complete(ConfigDocument before, ConfigDocument after, String reason) {
        return new TreeDifferences(before, after, ConfigDocument.empty(), Set.of(), Map.of("", reason))
                .compareMembers("");
    }

    private List<ConfigurationDifference> compareMembers(String pointer) {
        Set<String> keys = new LinkedHashSet<>(before.keys(pointer));
        keys.addAll(after.keys(pointer));
        keys.forEach(key -> compare(Documents.child(pointer, key)));
        return found;
    }

    private void compare(String pointer) {
        if (skipped.contains(pointer)) {
            return;
        }
        if (pointer.equals(ENVIRONMENT)) {
            compareEnvironment();
        } else if (OPEN.contains(pointer) || isEndpoint(pointer)) {
            compareMembers(pointer);
        } else {
            compareValues(pointer);
        }
    }

    private void compareValues(String pointer) {
        Optional<ConfigDocument> was = meaningful(before, pointer);
        Optional<ConfigDocument> is = meaningful(after, pointer).or(() -> meaningful(defaults, pointer));
        if (!was.equals(is)) {
            add(pointer, show(pointer, was), show(pointer, is));
        }
    }

    private String show(String pointer, Optional<ConfigDocument> value) {
        boolean open = reason(pointer).equals(Draft.IMAGE_DEFAULT);
        return value.map(present -> open ? Documents.show(present) : Redaction.show(pointer, present))
                .orElse("");
    }

    private void compareEnvironment() {
        List<String> was = before.texts(ENVIRONMENT);
        List<String> is = after.texts(ENVIRONMENT);
        was.stream()
                .filter(entry -> !is.contains(entry))
                .forEach(entry -> add(environmentPointer(entry), Redaction.environment(entry), ""));
        is.stream()
                .filter(entry -> !was.contains(entry))
                .forEach(entry -> add(environmentPointer(entry), "", Redaction.environment(entry)));
    }

    private static String environmentPointer(String entry) {
        return Documents.child(ENVIRONMENT, EnvironmentEntry.parse(entry).name());
    }

    /** Ports that are exposed are empty objects, and still mean something. */
    private static Optional<ConfigDocument> meaningful(ConfigDocument document, String pointer) {
        return pointer.startsWith("/ExposedPorts/") ? document.at(pointer) : Documents.content(document, pointer);
    }

    private static boolean isEndpoint(String pointer) {
        return pointer.startsWith(ENDPOINTS + "/") && pointer.indexOf('/', ENDPOINTS.length() + 1) < 0;
    }

    private void add(String pointer, String was, String is) {
        String reason = reason(pointer);
        if (!reason.isEmpty()) {
            found.add(new ConfigurationDifference(Documents.place(pointer), was, is, reason));
        }
    }

    private String reason(String pointer) {
        String place = pointer;
        while (!reasons.containsKey(place) && !place.isEmpty()) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return reasons.getOrDefault(place, "carried over in another form");
    }
}
