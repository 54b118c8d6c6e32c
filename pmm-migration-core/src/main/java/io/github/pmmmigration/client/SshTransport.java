package io.github.pmmmigration.client;

import io.github.pmmmigration.container.ExecResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Runs commands on another machine through the system's {@code ssh}, with its configuration, keys and known hosts.
 *
 * <p>The far side has a shell: every argument is quoted for it, so that it sees exactly one word. Immutable and safe for
 * concurrent use.
 *
 * @since 0.1
 */
public final class SshTransport implements CommandTransport {
    private final String destination;
    private final CommandTransport local;

    /**
     * Creates a transport to this destination, as {@code ssh} takes it.
     *
     * @throws IllegalArgumentException when it could be taken for an option
     */
    public SshTransport(String destination) {
        this(destination, new LocalTransport());
    }

    SshTransport(String destination, CommandTransport local) {
        this.destination = Objects.requireNonNull(destination, "destination");
        this.local = Objects.requireNonNull(local, "local");
        if (destination.isBlank() || destination.startsWith("-") || destination.matches(".*[\\s\\p{Cntrl}].*")) {
            throw new IllegalArgumentException("destination is none: '" + destination + "'");
        }
    }

    @Override
    public ExecResult run(List<String> command, Duration limit) {
        List<String> words = new ArrayList<>(List.of("ssh", "-o", "BatchMode=yes", "--", destination));
        words.add(quoted(command));
        return local.run(words, limit);
    }

    /** Joins the arguments to the one text that a POSIX shell takes apart again exactly so. */
    static String quoted(List<String> command) {
        return command.stream()
                .map(argument -> "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
