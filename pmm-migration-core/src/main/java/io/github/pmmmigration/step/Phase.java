package io.github.pmmmigration.step;

import java.util.List;

/**
 * A stretch of a migration, typed by the state it starts from and the state it reaches.
 *
 * <p>The constants are in the order in which they happen. Immutable and safe for concurrent use.
 *
 * @param <I> state at its beginning
 * @param <O> state at its end
 * @since 0.1
 */
public final class Phase<I, O> {
    /** Brings the server to the version from which the migration is supported. */
    public static final Phase<SourceServer, SourceServer> UPGRADE_SERVER =
            new Phase<>("UPGRADE_SERVER", 0, SourceServer.class, SourceServer.class);
    /** Finds where the server keeps its data. */
    public static final Phase<SourceServer, StoredServer> DETECT_STORAGE =
            new Phase<>("DETECT_STORAGE", 1, SourceServer.class, StoredServer.class);
    /** Locks, pulls, creates the replacement and copies ahead, all while the server still serves. */
    public static final Phase<StoredServer, StoredServer> PREPARE_REPLACEMENT =
            new Phase<>("PREPARE_REPLACEMENT", 2, StoredServer.class, StoredServer.class);
    /** Stops the server gracefully and disarms its restart policy. Downtime begins. */
    public static final Phase<StoredServer, StoppedServer> STOP_SERVER =
            new Phase<>("STOP_SERVER", 3, StoredServer.class, StoppedServer.class);
    /** Finishes backup or copy and changes the ownership of the data. */
    public static final Phase<StoppedServer, PreparedData> PREPARE_DATA =
            new Phase<>("PREPARE_DATA", 4, StoppedServer.class, PreparedData.class);
    /** Puts the replacement in the server's place and starts it. */
    public static final Phase<PreparedData, ReplacedServer> REPLACE_CONTAINER =
            new Phase<>("REPLACE_CONTAINER", 5, PreparedData.class, ReplacedServer.class);
    /** Waits until the replacement serves at the wanted version. Downtime ends. */
    public static final Phase<ReplacedServer, ServingServer> AWAIT_READINESS =
            new Phase<>("AWAIT_READINESS", 6, ReplacedServer.class, ServingServer.class);
    /** Converts API keys to service accounts. */
    public static final Phase<ServingServer, KeyedServer> MIGRATE_API_KEYS =
            new Phase<>("MIGRATE_API_KEYS", 7, ServingServer.class, KeyedServer.class);
    /** Proves that everything is still there. */
    public static final Phase<KeyedServer, VerifiedServer> VERIFY =
            new Phase<>("VERIFY", 8, KeyedServer.class, VerifiedServer.class);
    /** Arms the replacement's restart policy and clears away helpers and lock. */
    public static final Phase<VerifiedServer, VerifiedServer> FINISH =
            new Phase<>("FINISH", 9, VerifiedServer.class, VerifiedServer.class);
    /** Makes the source serve again. */
    public static final Phase<SourceServer, SourceServer> ROLL_BACK =
            new Phase<>("ROLL_BACK", 10, SourceServer.class, SourceServer.class);

    private final String name;
    private final int order;
    private final Class<I> input;
    private final Class<O> output;

    private Phase(String name, int order, Class<I> input, Class<O> output) {
        this.name = name;
        this.order = order;
        this.input = input;
        this.output = output;
    }

    /** Returns the phases of a migration in order; {@link #ROLL_BACK} is not among them. */
    public static List<Phase<?, ?>> inOrder() {
        return List.of(
                UPGRADE_SERVER,
                DETECT_STORAGE,
                PREPARE_REPLACEMENT,
                STOP_SERVER,
                PREPARE_DATA,
                REPLACE_CONTAINER,
                AWAIT_READINESS,
                MIGRATE_API_KEYS,
                VERIFY,
                FINISH);
    }

    /** Returns the name, as it stands in reports. */
    public String name() {
        return name;
    }

    /** Returns its place in the order, from 0. */
    public int order() {
        return order;
    }

    /** Returns the type of the state at its beginning. */
    public Class<I> input() {
        return input;
    }

    /** Returns the type of the state at its end. */
    public Class<O> output() {
        return output;
    }

    @Override
    public String toString() {
        return name;
    }
}
