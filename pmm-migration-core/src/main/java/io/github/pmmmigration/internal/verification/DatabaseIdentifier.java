package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ExecResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the system identifier of the server's PostgreSQL: the first eight bytes of its control file.
 *
 * <p>{@code initdb} draws it once, so two servers that show the same identifier work on the same data.
 */
public final class DatabaseIdentifier {
    private static final Command READ =
            Command.of("od", "-An", "-t", "u8", "-N", "8", "/srv/postgres14/global/pg_control");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private DatabaseIdentifier() {}

    /** Returns the identifier; empty when there is no such database or the container does not run. */
    public static Optional<String> read(ContainerEngine engine, ContainerId container) {
        try {
            ExecResult result = engine.exec(container, READ, LIMIT);
            String text = result.standardOutput().strip();
            return result.succeeded() && text.matches("[0-9]{1,20}") ? Optional.of(text) : Optional.empty();
        } catch (EngineException e) {
            return Optional.empty();
        }
    }
}
