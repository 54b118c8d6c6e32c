package io.github.pmmmigration.container;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A command to run inside a container, as a list of arguments; no shell takes part unless it is the first of them.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param arguments program and arguments
 * @param user user (and group) to run as, for example {@code 0:0}; the container's own when absent
 * @since 0.1
 */
public record Command(List<String> arguments, Optional<String> user) {
    /** Copies the arguments and rejects an empty list. */
    public Command {
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(user, "user");
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("arguments must not be empty");
        }
    }

    /** Returns a command that runs as the container's own user. */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Optional.empty());
    }

    /** Returns this command, run as another user. */
    public Command as(String otherUser) {
        return new Command(arguments, Optional.of(otherUser));
    }
}
