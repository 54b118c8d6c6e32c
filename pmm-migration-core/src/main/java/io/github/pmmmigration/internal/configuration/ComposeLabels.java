package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The labels by which Compose knows a container, and how a server between two hops keeps them so that Compose does not.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class ComposeLabels {
    /** What all of Compose's labels begin with. */
    public static final String PREFIX = "com.docker.compose.";
    /** What they begin with while Compose must not know the container. */
    public static final String PARKED = MigrationLabels.PREFIX + "compose.";

    private ComposeLabels() {}

    /** Returns one of them, parked or not, by what follows the prefix. */
    public static Optional<String> find(ContainerSnapshot container, String name) {
        return container.label(PREFIX + name).or(() -> container.label(PARKED + name));
    }

    /** Returns all of them by the names that Compose gave them, parked or not. */
    public static Map<String, String> of(ContainerSnapshot container) {
        return renamed(container, PREFIX);
    }

    /** Returns all of them by the names under which they are parked. */
    public static Map<String, String> parked(ContainerSnapshot container) {
        return renamed(container, PARKED);
    }

    private static Map<String, String> renamed(ContainerSnapshot container, String prefix) {
        Map<String, String> labels = new LinkedHashMap<>();
        container.labels().forEach((key, value) -> {
            if (key.startsWith(PARKED) || key.startsWith(PREFIX)) {
                labels.put(prefix + key.substring((key.startsWith(PARKED) ? PARKED : PREFIX).length()), value);
            }
        });
        return labels;
    }
}
