package io.github.pmmmigration.server;

/**
 * Makes an implementation of {@link PmmServerConnector} discoverable through {@link java.util.ServiceLoader}.
 *
 * <p>The single provider with the highest priority is taken; equal priorities are an error that names both.
 * Implementations are safe for concurrent use.
 *
 * @since 0.1
 */
public interface PmmServerConnectorProvider {
    /** Returns a short name for messages, for example {@code okhttp}. */
    String name();

    /** Returns the priority; higher wins, ours are 0. */
    int priority();

    /** Creates a connector with default settings. */
    PmmServerConnector open();
}
