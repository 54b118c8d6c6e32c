package io.github.pmmmigration.report;

import io.github.pmmmigration.container.ConfigDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium with one page, spoken to in the DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final BlockingQueue<ConfigDocument> received = new LinkedBlockingQueue<>();
    private final List<String> requested = new ArrayList<>();
    private int lastId;

    private Chromium(Process process, Path profile, URI page) {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Receiver())
                .join();
    }

    /** Starts the browser; skips the calling test loudly without one, or fails it where it is required. */
    static Chromium start(Path folder) throws IOException, InterruptedException {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(":"))
                .flatMap(path -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            skip("no Chromium: apt-get install chromium");
        }
        Process process = new ProcessBuilder(
                        program.orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Chromium(process, folder.resolve("profile"), page(address(process)));
    }

    private static void skip(String reason) {
        System.out.println("SKIPPED test in a browser: " + reason);
        if (Boolean.parseBoolean(System.getenv("PMM_TESTBED_REQUIRED"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
    }

    private static URI address(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(LISTENING)) {
                return URI.create(line.substring(LISTENING.length()));
            }
        }
        throw new IllegalStateException("the browser did not start");
    }

    private static URI page(URI browser) throws IOException, InterruptedException {
        URI list = URI.create("http://127.0.0.1:" + browser.getPort() + "/json/list");
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
        return ConfigDocument.parse("{\"pages\":" + reply.body() + "}").elements("/pages").stream()
                .filter(page -> page.text("/type").filter("page"::equals).isPresent())
                .map(page -> URI.create(page.text("/webSocketDebuggerUrl").orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    /** Shows a file in a window of that width. */
    Chromium show(Path file, int width) throws InterruptedException {
        call("Network.enable", Map.of());
        call("Page.enable", Map.of());
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        requested.clear();
        call("Page.navigate", Map.of("url", file.toUri().toString()));
        await("Page.loadEventFired");
        return this;
    }

    /** Returns the value of an expression, as text. */
    String evaluate(String expression) throws InterruptedException {
        ConfigDocument reply =
                call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")", "returnByValue", true));
        return reply.text("/result/result/value").orElseThrow(() -> new AssertionError(reply.toJson()));
    }

    /** Returns the addresses of everything that was loaded for the page. */
    List<String> requested() {
        return List.copyOf(requested);
    }

    private ConfigDocument call(String method, Map<String, Object> parameters) throws InterruptedException {
        int id = ++lastId;
        String message = ConfigDocument.empty()
                .with("/id", id)
                .with("/method", method)
                .with("/params", parameters)
                .toJson();
        socket.sendText(message, true).join();
        while (true) {
            ConfigDocument next = next();
            if (next.number("/id").orElse(-1) == id) {
                return next;
            }
            note(next);
        }
    }

    private void await(String event) throws InterruptedException {
        ConfigDocument next = next();
        while (next.text("/method").filter(event::equals).isEmpty()) {
            note(next);
            next = next();
        }
    }

    private void note(ConfigDocument event) {
        if (event.text("/method").filter("Network.requestWillBeSent"::equals).isPresent()) {
            requested.add(event.text("/params/request/url").orElseThrow());
        }
    }

    private ConfigDocument next() throws InterruptedException {
        ConfigDocument next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the browser fell silent");
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroyForcibly().onExit().join();
        for (String link : List.of("SingletonSocket", "SingletonCookie", "SingletonLock")) {
            Files.deleteIfExists(profile.resolve(link));
        }
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received.add(ConfigDocument.parse(message.toString()));
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
