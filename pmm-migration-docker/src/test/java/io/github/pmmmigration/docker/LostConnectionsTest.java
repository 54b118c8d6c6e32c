package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.EngineUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Cuts the connection in every call of every operation, in every way. */
final class LostConnectionsTest {
    private static final SocketEffect CUT = new SocketEffect.CloseSocket();

    private enum Cut {
        BEFORE_THE_REQUEST,
        BEFORE_THE_REPLY,
        WITHIN_THE_REPLY
    }

    @TestFactory
    Stream<DynamicTest> saysThatTheOutcomeIsUnknown() {
        return Operations.all().entrySet().stream().flatMap(LostConnectionsTest::cuts);
    }

    @TestFactory
    Stream<DynamicTest> succeedsUndisturbed() {
        return Operations.all().entrySet().stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.getKey(),
                        () -> assertThat(run(operation.getValue(), 0, Cut.BEFORE_THE_REPLY)
                                        .failure())
                                .isEmpty()));
    }

    private static Stream<DynamicTest> cuts(Map.Entry<String, Consumer<DockerEngine>> operation) {
        int calls = run(operation.getValue(), 0, Cut.BEFORE_THE_REPLY).calls().size();
        return Stream.iterate(1, call -> call <= calls, call -> call + 1)
                .flatMap(call -> Stream.of(Cut.values())
                        .map(cut -> DynamicTest.dynamicTest(
                                operation.getKey() + ", call " + call + ", " + cut,
                                () -> check(run(operation.getValue(), call, cut)))));
    }

    /** A read may be repeated without harm; a change must never be. */
    private static void check(Outcome outcome) {
        assertThat(outcome.changes()).doesNotHaveDuplicates();
        outcome.failure()
                .ifPresentOrElse(
                        failure -> assertThat(failure).isInstanceOf(EngineUnavailableException.class),
                        () -> assertThat(outcome.mayHaveSucceeded()).isTrue());
    }

    private static Outcome run(Consumer<DockerEngine> operation, int cutAt, Cut cut) {
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            AtomicBoolean nothingToCut = new AtomicBoolean();
            prepare(fake, cutAt, cut, nothingToCut);
            Optional<RuntimeException> failure = failure(() -> operation.accept(engine));
            return new Outcome(fake.calls(), fake.changes(), cutAt, nothingToCut.get(), failure);
        }
    }

    private static void prepare(FakeEngine fake, int cutAt, Cut cut, AtomicBoolean nothingToCut) {
        if (cut == Cut.BEFORE_THE_REQUEST) {
            fake.doNotHear(cutAt);
            return;
        }
        fake.sabotage((call, reply) -> {
            if (call != cutAt) {
                return reply;
            }
            nothingToCut.set(
                    cut == Cut.WITHIN_THE_REPLY && "0".equals(reply.getHeaders().get("Content-Length")));
            MockResponse.Builder builder = reply.newBuilder();
            return cut == Cut.BEFORE_THE_REPLY
                    ? builder.onResponseStart(CUT).build()
                    : builder.onResponseBody(CUT).build();
        });
    }

    private static Optional<RuntimeException> failure(Runnable code) {
        try {
            code.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private record Outcome(
            List<String> calls,
            List<String> changes,
            int cutAt,
            boolean nothingToCut,
            Optional<RuntimeException> failure) {
        boolean mayHaveSucceeded() {
            return nothingToCut || calls.get(cutAt - 1).startsWith("GET ");
        }
    }
}
