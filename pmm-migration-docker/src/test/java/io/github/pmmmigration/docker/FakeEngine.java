package io.github.pmmmigration.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.ByteString;

/**
 * An engine over TCP that answers each call as it was told to; everything else with "page not found".
 *
 * <p>Calls are named without the version, for example {@code GET /containers/x/json}. Several replies to one call are given in turn,
 * the last one again and again.
 */
final class FakeEngine implements AutoCloseable {
    static final String VERSION = "GET /version";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Deque<MockResponse>> replies = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Sabotage sabotage = (call, response) -> response;
    private final AtomicInteger unheard = new AtomicInteger(-1);

    FakeEngine(String apiVersion, String oldest) {
        on(
                VERSION,
                json(
                        200,
                        "{\"Version\":\"0.0.0\",\"ApiVersion\":\"" + apiVersion + "\",\"MinAPIVersion\":\"" + oldest
                                + "\",\"Components\":[{\"Name\":\"Engine\"}]}"));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return sabotage.apply(requests.size(), reply(call(request)));
            }

            @Override
            public MockResponse peek() {
                boolean cut = unheard.compareAndSet(requests.size() + 1, -1);
                return cut
                        ? new MockResponse.Builder()
                                .onRequestStart(new SocketEffect.CloseSocket())
                                .build()
                        : super.peek();
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FakeEngine docker20() {
        return new FakeEngine("1.41", "1.12");
    }

    static FakeEngine docker28() {
        return new FakeEngine("1.51", "1.24");
    }

    static FakeEngine podman() {
        return docker20().on(VERSION, json(200, Recorded.text("podman-4.3/version.json")));
    }

    FakeEngine on(String call, MockResponse... answers) {
        replies.put(call, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    FakeEngine on(String call, int status, String body) {
        return on(call, json(status, body));
    }

    /** Changes replies by the number of the call, counted from 1. */
    void sabotage(Sabotage change) {
        requests.clear();
        sabotage = change;
    }

    /** Closes the connection before this call, counted from 1, can be heard. */
    void doNotHear(int call) {
        requests.clear();
        unheard.set(call);
    }

    DockerSettings settings() {
        return DockerSettings.of(Map.of())
                .withHost("tcp://127.0.0.1:" + server.getPort())
                .withConfigFolder(Path.of("no-such-folder"))
                .withCallTimeout(Duration.ofSeconds(20));
    }

    DockerEngine connect() {
        return DockerEngine.connect(settings());
    }

    DockerEngine connect(UnaryOperator<DockerSettings> change) {
        return DockerEngine.connect(change.apply(settings()));
    }

    /** Returns the calls so far, without their version. */
    List<String> calls() {
        return requests.stream().map(FakeEngine::call).toList();
    }

    /** Returns the calls that change something. */
    List<String> changes() {
        return calls().stream().filter(call -> !call.startsWith("GET ")).toList();
    }

    /** Returns the paths so far, as they were sent. */
    List<String> targets() {
        return requests.stream().map(RecordedRequest::getTarget).toList();
    }

    /** Returns the last request of this call. */
    RecordedRequest last(String call) {
        return requests.stream()
                .filter(request -> call(request).equals(call))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no call " + call + " among " + calls()));
    }

    String lastBody(String call) {
        ByteString body = last(call).getBody();
        return body == null ? "" : body.utf8();
    }

    @Override
    public void close() {
        server.close();
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    static MockResponse text(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "text/plain; charset=utf-8")
                .body(body)
                .build();
    }

    /** Returns a multiplexed stream of these pieces, each of which begins with {@code out:} or {@code err:}. */
    static MockResponse stream(String... pieces) {
        Buffer buffer = new Buffer();
        for (String piece : pieces) {
            ByteString content = ByteString.encodeUtf8(piece.substring("out:".length()));
            buffer.writeInt(piece.startsWith("err:") ? 0x02000000 : 0x01000000);
            buffer.writeInt(content.size());
            buffer.write(content);
        }
        return new MockResponse.Builder().chunkedBody(buffer, 7).build();
    }

    private MockResponse reply(String call) {
        Deque<MockResponse> queue = replies.get(call);
        if (queue == null) {
            return json(404, "{\"message\":\"page not found\"}");
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
        }
    }

    private static String call(RecordedRequest request) {
        return request.getMethod() + " " + request.getTarget().replaceFirst("^/v\\d+\\.\\d+/", "/");
    }

    /** Changes a reply. */
    interface Sabotage {
        MockResponse apply(int call, MockResponse reply);
    }
}
