package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.container.EnvironmentRule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What has to change in a Compose file, and what the container says that was made from it.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param service name of the service
 * @param image image of the replacement
 * @param toPmm3 whether ports and variables have to become those of PMM 3, or only the image changes
 * @param rules rules for variables that are asked first
 * @param container what the container says
 * @since 0.1
 */
public record ComposeChange(
        String service, String image, boolean toPmm3, List<EnvironmentRule> rules, ComposedContainer container) {
    /** Copies the list. */
    public ComposeChange {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(image, "image");
        rules = List.copyOf(rules);
        Objects.requireNonNull(container, "container");
    }

    /**
     * The container, as far as the file must agree with it.
     *
     * @param image the image it was made from; absent when that was another one than the file says, between hops
     * @param environment its whole environment, what its image says included
     * @param defaults what its image says of that
     * @param webPorts how many publications it has of the ports for which the file is searched
     * @param hostPorts where these are published
     */
    public record ComposedContainer(
            Optional<String> image,
            List<String> environment,
            List<String> defaults,
            int webPorts,
            Set<String> hostPorts) {
        /** Copies the collections. */
        public ComposedContainer {
            Objects.requireNonNull(image, "image");
            environment = List.copyOf(environment);
            defaults = List.copyOf(defaults);
            hostPorts = Set.copyOf(hostPorts);
        }

        @Override
        public String toString() {
            return "ComposedContainer[" + image + "]";
        }
    }

    @Override
    public String toString() {
        return "ComposeChange[" + service + " to " + image + "]";
    }
}
