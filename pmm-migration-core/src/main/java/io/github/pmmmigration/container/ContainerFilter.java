package io.github.pmmmigration.container;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Selects containers by labels; without any, all containers in all states.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param labels labels that a container must carry with exactly these values
 * @since 0.1
 */
public record ContainerFilter(Map<String, String> labels) {
    private static final ContainerFilter ALL = new ContainerFilter(Map.of());

    /** Copies the labels. */
    public ContainerFilter {
        labels = Map.copyOf(labels);
    }

    /** Returns the filter that selects every container in every state. */
    public static ContainerFilter all() {
        return ALL;
    }

    /** Returns a filter that asks for this label in addition. */
    public ContainerFilter withLabel(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return new ContainerFilter(more);
    }

    /** Returns whether a container with these labels is selected. */
    public boolean matches(Map<String, String> candidate) {
        return labels.entrySet().stream().allMatch(label -> label.getValue().equals(candidate.get(label.getKey())));
    }
}
