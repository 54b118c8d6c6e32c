package io.github.pmmmigration.testing;

/**
 * The ways in which people keep the data of a PMM server.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public enum StorageKind {
    /** A volume with a name of its own: {@code -v pmm-data:/srv}. */
    NAMED_VOLUME,
    /** A volume whose name the engine chose: {@code -v /srv}. */
    ANONYMOUS_VOLUME,
    /** A volume of another container: {@code --volumes-from pmm-data}. */
    DATA_CONTAINER,
    /** The same, and that other container has been removed since. */
    ORPHANED_DATA_CONTAINER,
    /** A folder of the host: {@code -v /opt/pmm-data:/srv}. */
    BIND_MOUNT,
    /** The writable layer of the server's own container. */
    CONTAINER_LAYER
}
