package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.testing.ToyShell.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers commands inside running containers: first what a test has prescribed, then what a server would say. */
final class ExecTable {
    private static final String ROOT = "0";

    private final World world;
    private final ManualClock clock;
    private final List<ExecResponder> responders = new ArrayList<>();

    ExecTable(World world, ManualClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /** Puts a responder before the others. */
    void prefer(ExecResponder responder) {
        responders.add(0, responder);
    }

    void preferAllOf(ExecTable other) {
        responders.addAll(other.responders);
    }

    ExecResult run(SimulatedContainer container, Command command, Duration timeout) {
        DataFacts data = world.stores().at(container.definition().storeAt(ServerProcess.DATA));
        return prescribed(container, command, data)
                .or(() -> serverAnswer(container, command, data))
                .orElseGet(() -> toyAnswer(container, command, data, timeout));
    }

    private Optional<ExecResult> prescribed(SimulatedContainer container, Command command, DataFacts data) {
        if (responders.isEmpty()) {
            return Optional.empty();
        }
        ExecResponder.Request request = new ExecResponder.Request(
                container.snapshot(), command, container.definition().server(), data);
        return responders.stream()
                .flatMap(responder -> responder.answer(request).stream())
                .findFirst();
    }

    private static Optional<ExecResult> serverAnswer(SimulatedContainer container, Command command, DataFacts data) {
        return container.definition().server().isPresent()
                ? ServerCommands.answer(container, data, command.arguments())
                : Optional.empty();
    }

    private ExecResult toyAnswer(SimulatedContainer container, Command command, DataFacts data, Duration timeout) {
        Outcome outcome = shell(container, command, data)
                .run(command.arguments())
                .orElseThrow(() -> Refusals.rejected(
                        "Container '" + container.name() + "' has no program '"
                                + command.arguments().get(0) + "'.",
                        "Use a program that the image has."));
        Duration time = outcome.time().orElse(timeout.plusNanos(1));
        if (time.compareTo(timeout) > 0) {
            clock.tick(timeout);
            throw Refusals.timedOut("A command in container '" + container.name() + "'");
        }
        clock.tick(time);
        return new ExecResult(outcome.exitCode(), outcome.out(), outcome.err());
    }

    private Optional<String> file(SimulatedContainer container, String version, DataFacts data, String path) {
        return path.startsWith(StandardHelpers.DOCUMENTS)
                ? world.stores()
                        .at(container.definition().storeAt(path))
                        .note(StandardHelpers.CONTENT + path.substring(StandardHelpers.DOCUMENTS.length()))
                : ServerCommands.file(version, data, path);
    }

    private ToyShell shell(SimulatedContainer container, Command command, DataFacts data) {
        String user = command.user()
                .or(() ->
                        container.definition().inspection().text("/Config/User").filter(name -> !name.isEmpty()))
                .orElse(ROOT);
        String version = container.definition().image().serverVersion().orElse("");
        return new ToyShell(path -> file(container, version, data, path), user.split(":", 2)[0], command.environment());
    }
}
