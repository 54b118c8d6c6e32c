package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ExecResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Answers commands that are executed inside containers of the {@link InMemoryContainerEngine}.
 *
 * <p>Called with the engine's lock held, so never by two threads at once; it must not call the engine.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ExecResponder {
    /** Returns the answer; empty leaves the command to the next responder. */
    Optional<ExecResult> answer(Request request);

    /** Returns a responder that gives one answer to commands that begin with these arguments. */
    static ExecResponder to(List<String> beginning, ExecResult result) {
        List<String> expected = List.copyOf(beginning);
        Objects.requireNonNull(result, "result");
        return request -> {
            List<String> arguments = request.command().arguments();
            boolean matches = arguments.size() >= expected.size()
                    && arguments.subList(0, expected.size()).equals(expected);
            return matches ? Optional.of(result) : Optional.empty();
        };
    }

    /**
     * A command that is executed.
     *
     * @param container where
     * @param command what
     * @param serverVersion version of the PMM server in that container; absent when it is none
     * @param data what is mounted at {@code /srv}
     */
    record Request(ContainerSnapshot container, Command command, Optional<String> serverVersion, DataFacts data) {
        /** Rejects absent components. */
        public Request {
            Objects.requireNonNull(container, "container");
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(serverVersion, "serverVersion");
            Objects.requireNonNull(data, "data");
        }
    }
}
