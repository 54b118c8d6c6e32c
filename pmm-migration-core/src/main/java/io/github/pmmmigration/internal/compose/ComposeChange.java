package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.container.EnvironmentRule;
import java.util.List;
import java.util.Objects;

/**
 * What has to change in a Compose file.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param service name of the service
 * @param image image of the replacement
 * @param environment entries that the user gave the container, with the values that it really has
 * @param rules rules for variables that are asked first
 * @param toPmm3 whether ports and variables have to become those of PMM 3, or only the image changes
 * @param webPorts how many publications of the ports 80 and 443 the container has
 * @since 0.1
 */
public record ComposeChange(
        String service,
        String image,
        List<String> environment,
        List<EnvironmentRule> rules,
        boolean toPmm3,
        int webPorts) {
    /** Copies the lists. */
    public ComposeChange {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(image, "image");
        environment = List.copyOf(environment);
        rules = List.copyOf(rules);
    }

    @Override
    public String toString() {
        return "ComposeChange[" + service + " to " + image + "]";
    }
}
