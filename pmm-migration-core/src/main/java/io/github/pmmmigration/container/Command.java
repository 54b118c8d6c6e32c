package io.github.pmmmigration.container;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A command to run inside a container, as a list of arguments; no shell takes part unless it is the first of them.
 *
 * <p>Arguments can be seen by everybody who may list processes, so secrets go into variables; those do not print.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param arguments program and arguments
 * @param user user (and group) to run as, for example {@code 0:0}; the container's own when absent
 * @param environment variables by name, in addition to those of the container; values of a single line
 * @since 0.1
 */
public record Command(List<String> arguments, Optional<String> user, Map<String, String> environment) {
    /** Copies the collections and rejects an empty list of arguments. */
    public Command {
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(user, "user");
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("arguments must not be empty");
        }
    }

    /** Creates a command without variables of its own. */
    public Command(List<String> arguments, Optional<String> user) {
        this(arguments, user, Map.of());
    }

    /** Returns a command that runs as the container's own user. */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Optional.empty());
    }

    /** Returns this command, run as another user. */
    public Command as(String otherUser) {
        return new Command(arguments, Optional.of(otherUser), environment);
    }

    /** Returns this command with one more variable. */
    public Command with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Command(arguments, user, more);
    }

    /** Shows arguments and the names of variables. */
    @Override
    public String toString() {
        return environment.isEmpty() ? arguments.toString() : arguments + " with " + environment.keySet();
    }
}
