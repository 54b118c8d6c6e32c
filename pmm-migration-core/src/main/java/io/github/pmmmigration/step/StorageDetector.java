package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.StorageLayout;

/**
 * Finds out where a server keeps what it has at {@code /srv}.
 *
 * <p>Implementations are called on the executing thread and may be called again after a crash.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface StorageDetector {
    /** Returns the layout; only reads. */
    StorageLayout detect(ContainerSnapshot server, StepContext context);
}
