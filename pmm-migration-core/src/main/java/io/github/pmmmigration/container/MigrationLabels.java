package io.github.pmmmigration.container;

/**
 * The keys of the labels that this library puts on what it creates.
 *
 * <p>They make every trace of a migration recognisable on the engine, for this library and for people.
 *
 * <p>Constants only, and so safe for concurrent use.
 *
 * @since 0.1
 */
public final class MigrationLabels {
    /** Prefix of all of them. */
    public static final String PREFIX = "io.github.pmm-migration.";
    /** The {@link MigrationId}. */
    public static final String MIGRATION = PREFIX + "id";
    /** What the thing is for: {@code lock}, {@code replacement}, {@code restored}, {@code helper}, {@code backup} … */
    public static final String ROLE = PREFIX + "role";
    /** The full id of the container that the migration started from. */
    public static final String SOURCE = PREFIX + "source";
    /** The name that the source server had. */
    public static final String SOURCE_NAME = PREFIX + "source-name";
    /** The task of a helper container. */
    public static final String TASK = PREFIX + "task";
    /** Version of this library. */
    public static final String VERSION = PREFIX + "version";

    private MigrationLabels() {}
}
