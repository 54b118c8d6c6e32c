package io.github.pmmmigration.testing;

import io.github.pmmmigration.testing.ToyShell.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Any main process that is neither a server nor a helper of this library. */
final class OtherProcess implements MainProcess {
    private static final int KILLED = 137;

    @Override
    public void begin(SimulatedContainer container, Instant now) {
        Optional<Outcome> outcome = outcome(container);
        outcome.ifPresent(ended -> {
            (ended.out() + ended.err()).lines().forEach(container::print);
            ended.time().ifPresent(time -> container.planExit(now.plus(time), ended.exitCode()));
        });
    }

    @Override
    public boolean wake(SimulatedContainer container, Instant now) {
        return true;
    }

    /** Process number one gets no default signal handlers: without a trap it lives until it is killed. */
    @Override
    public End stop(SimulatedContainer container, Duration grace) {
        OptionalInt answer = answer(container, "SIGTERM");
        return answer.isPresent() && !grace.isZero()
                ? new End(answer.getAsInt(), Duration.ZERO)
                : new End(KILLED, grace);
    }

    @Override
    public boolean signal(SimulatedContainer container, Instant now, String signal) {
        OptionalInt answer = answer(container, signal);
        answer.ifPresent(code -> container.planExit(now, code));
        return answer.isPresent();
    }

    private static OptionalInt answer(SimulatedContainer container, String signal) {
        return outcome(container).map(outcome -> outcome.on(signal)).orElseGet(OptionalInt::empty);
    }

    /** Returns whether the program exists; unknown images are trusted to have what they start by default. */
    static boolean isKnown(SimulatedContainer container) {
        boolean usual = container
                .definition()
                .command()
                .equals(ContainerDefinition.commandOf(
                        container.definition().image().snapshot().defaults()));
        return usual || outcome(container).isPresent();
    }

    private static Optional<Outcome> outcome(SimulatedContainer container) {
        return new ToyShell(path -> Optional.empty(), "0", Map.of())
                .run(container.definition().command());
    }
}
