package io.github.pmmmigration.server;

/**
 * An open connection to one PMM server.
 *
 * <p>Implementations are safe for concurrent use; closing twice is harmless.
 *
 * @since 0.1
 */
public interface PmmServerConnection extends AutoCloseable {
    /** Returns PMM's own interface. */
    PmmServerApi pmm();

    /** Returns Grafana's interface. */
    GrafanaApi grafana();

    /** Releases connections. */
    @Override
    void close();
}
