package io.github.pmmmigration.internal.storage;

import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one container's configuration calls another: by name, by identifier, or by the beginning of it.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class References {
    private References() {}

    /** Returns the container in an entry of {@code --volumes-from}, which may end in options such as {@code :ro,z}. */
    public static String lender(String volumesFrom) {
        return volumesFrom.split(":", 2)[0];
    }

    /** Returns whom a reference means; as for an engine, names come before the beginnings of identifiers. */
    public static Optional<ContainerSnapshot> find(String reference, List<ContainerSnapshot> containers) {
        String name = reference.startsWith("/") ? reference.substring(1) : reference;
        return unique(containers, container -> container.id().value().equals(name))
                .or(() ->
                        unique(containers, container -> container.name().value().equals(name)))
                .or(() -> unique(
                        containers,
                        container -> !name.isEmpty() && container.id().value().startsWith(name)));
    }

    private static Optional<ContainerSnapshot> unique(
            List<ContainerSnapshot> containers, Predicate<ContainerSnapshot> condition) {
        List<ContainerSnapshot> found = containers.stream().filter(condition).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
