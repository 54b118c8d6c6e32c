package io.github.pmmmigration.container;

/**
 * Makes an implementation of {@link ContainerEngine} discoverable through {@link java.util.ServiceLoader}.
 *
 * <p>Among the providers that are available, the single one with the highest priority is taken; equal priorities are an
 * error that names both. Implementations are safe for concurrent use.
 *
 * @since 0.1
 */
public interface ContainerEngineProvider {
    /** Returns a short name for messages, for example {@code docker}. */
    String name();

    /** Returns the priority; higher wins, ours are 0. */
    int priority();

    /** Says whether it could be used here, without connecting for longer than a moment. */
    Availability availability();

    /** Connects with the settings of the environment. */
    ContainerEngine open();
}
