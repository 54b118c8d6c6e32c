package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.MigrationException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are there and say nothing, or nothing sensible, or are not there. */
final class SilentEnginesTest {
    @TestFactory
    Stream<DynamicTest> waitsForNoReplyForEver() {
        return Operations.all().entrySet().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.getKey(), () -> silence(operation)));
    }

    private static void silence(Map.Entry<String, Consumer<DockerEngine>> operation) {
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect(SilentEnginesTest::impatient)) {
            fake.sabotage((call, reply) -> call < last(operation)
                    ? reply
                    : reply.newBuilder()
                            .onResponseStart(SocketEffect.Stall.INSTANCE)
                            .build());

            assertThatThrownBy(() -> operation.getValue().accept(engine)).isInstanceOf(EngineException.class);
        }
    }

    /** Stopping allows the container its grace of 5 seconds first. */
    private static int last(Map.Entry<String, Consumer<DockerEngine>> operation) {
        return operation.getKey().equals("create") ? 2 : 1;
    }

    @TestFactory
    Stream<DynamicTest> takesNoNonsenseForAReply() {
        return Operations.all().entrySet().stream()
                .filter(operation -> !Set.of(
                                "start", "stop", "signal", "rename", "setRestartPolicy", "remove", "create", "pull")
                        .contains(operation.getKey()))
                .flatMap(operation -> Stream.of("", "<html>hello</html>", "{\"Id\":", "[]", "7")
                        .filter(nonsense -> !(operation.getKey().equals("list") && nonsense.equals("[]")))
                        .map(nonsense -> DynamicTest.dynamicTest(
                                operation.getKey() + " " + nonsense, () -> nonsense(operation.getValue(), nonsense))));
    }

    private static void nonsense(Consumer<DockerEngine> operation, String nonsense) {
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            fake.sabotage((call, reply) -> reply.newBuilder().body(nonsense).build());

            assertThatThrownBy(() -> operation.accept(engine)).isInstanceOf(EngineUnavailableException.class);
        }
    }

    @Test
    void givesUpOnALocalSocketToo(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));

            assertThatThrownBy(() -> DockerEngine.connect(impatient(at("unix://" + socket))))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("within 300 ms");
        }
    }

    @Test
    void speaksOverALocalSocket(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        ExecutorService server = Executors.newSingleThreadExecutor();
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Future<?> served = server.submit(() -> {
                answerOnce(channel);
                return null;
            });

            try (DockerEngine engine = DockerEngine.connect(at("unix://" + socket))) {
                assertThat(engine).hasToString("DockerEngine[unix://" + socket + "]");
            }
            served.get();
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void saysThatNobodyListens(@TempDir Path folder) throws IOException {
        Path left = folder.resolve("left-behind");
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(left));
        }

        assertThatThrownBy(() -> DockerEngine.connect(at("unix://" + left)))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("The request was not sent");
        assertThatThrownBy(() -> DockerEngine.connect(at("unix://" + folder.resolve("none"))))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("The request was not sent")
                .extracting(failure -> ((MigrationException) failure).code())
                .isEqualTo("ENGINE_UNAVAILABLE");
    }

    @Test
    void refusesWorkAfterItWasClosed() {
        FakeEngine fake = Operations.healthy();
        DockerEngine engine = fake.connect();

        engine.close();
        engine.close();

        assertThatThrownBy(() -> engine.inspect(ContainerRef.of("pmm-server")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        fake.close();
    }

    @Test
    void keepsTheInterruptionOfItsThread() {
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> engine.inspect(ContainerRef.of("pmm-server")))
                    .isInstanceOfSatisfying(
                            EngineUnavailableException.class,
                            e -> assertThat(e.code()).isEqualTo("ENGINE_CALL_INTERRUPTED"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void answerOnce(ServerSocketChannel channel) throws IOException {
        String body = "{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}";
        try (SocketChannel connection = channel.accept()) {
            connection.read(ByteBuffer.allocate(4096));
            connection.write(ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII)));
            connection.read(ByteBuffer.allocate(1));
        }
    }

    private static DockerSettings at(String host) {
        return DockerSettings.of(Map.of()).withHost(host).withConfigFolder(Path.of("no-such-folder"));
    }

    private static DockerSettings impatient(DockerSettings settings) {
        return settings.withCallTimeout(Duration.ofMillis(300))
                .withChangeTimeout(Duration.ofMillis(300))
                .withPullIdleTimeout(Duration.ofMillis(300));
    }
}
