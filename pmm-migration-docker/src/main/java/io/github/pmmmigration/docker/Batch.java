package io.github.pmmmigration.docker;

import io.github.pmmmigration.docker.internal.http.Await;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads many things, a few at a time, and keeps their order. */
final class Batch {
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final EngineHttp http;
    private final EngineRequest occasion;

    /**
     * Creates the batch.
     *
     * @param occasion the request that made it necessary, for messages
     */
    Batch(EngineHttp http, EngineRequest occasion) {
        this.http = http;
        this.occasion = occasion;
    }

    <T, R> List<R> map(List<T> things, Function<T, R> work) {
        int workers = Math.min(AT_ONCE, things.size());
        List<Future<List<R>>> shares = IntStream.range(0, workers)
                .mapToObj(worker -> http.threads().start(() -> share(things, worker, workers, work)))
                .toList();
        List<List<R>> results = new ArrayList<>();
        for (Future<List<R>> share : shares) {
            results.add(Await.within(PATIENCE, share, occasion, http));
        }
        return IntStream.range(0, things.size())
                .mapToObj(i -> results.get(i % workers).get(i / workers))
                .toList();
    }

    private static <T, R> List<R> share(List<T> things, int worker, int workers, Function<T, R> work) {
        List<R> results = new ArrayList<>();
        for (int i = worker; i < things.size(); i += workers) {
            results.add(work.apply(things.get(i)));
        }
        return results;
    }
}
