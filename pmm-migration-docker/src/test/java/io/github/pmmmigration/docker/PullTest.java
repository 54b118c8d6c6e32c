package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.PullProgress;
import io.github.pmmmigration.server.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PullTest {
    private static final ImageReference IMAGE = ImageReference.parse("registry.example.com:5000/a/b:1");
    private static final String CALL = "POST /images/create?fromImage=registry.example.com%3A5000%2Fa%2Fb&tag=1";
    private static final String INSPECT = "GET /images/registry.example.com:5000/a/b:1/json";
    private static final String PROGRESS = """
            {"status":"Pulling from a/b","id":"1"}
            {"status":"Already exists","progressDetail":{},"id":"base"}
            {"status":"Downloading","progressDetail":{"current":10,"total":100},"id":"one"}
            {"status":"Downloading","progressDetail":{"current":5,"total":50},"id":"two"}
            {"status":"Download complete","progressDetail":{},"id":"two"}
            {"status":"Extracting","progressDetail":{"current":1,"total":50},"id":"two"}
            {"status":"Downloading","progressDetail":{"current":99,"total":100},"id":"one"}
            {"status":"Pull complete","progressDetail":{},"id":"one"}
            {"status":"Status: Downloaded newer image for a/b:1"}
            """;

    @Test
    void addsUpTheLayers() {
        List<PullProgress> heard = new ArrayList<>();
        try (FakeEngine fake = answering(FakeEngine.json(200, PROGRESS));
                DockerEngine engine = fake.connect()) {
            engine.pull(IMAGE, heard::add);
        }

        assertThat(heard)
                .extracting(PullProgress::currentBytes)
                .containsExactly(0L, 0L, 10L, 15L, 60L, 60L, 149L, 150L, 150L);
        assertThat(heard.get(8)).isEqualTo(new PullProgress(150, 150, "Status: Downloaded newer image for a/b:1"));
    }

    @Test
    void returnsWhatWasFetched() {
        try (FakeEngine fake = answering(FakeEngine.json(200, PROGRESS));
                DockerEngine engine = fake.connect()) {
            assertThat(engine.pull(IMAGE, PullListener.NONE).id().value()).isEqualTo("sha256:1");
        }
    }

    @Test
    void asksForADigestInPlaceOfTheTag() {
        String digest = "sha256:" + "0".repeat(64);
        String call = "POST /images/create?fromImage=a%2Fb&tag=sha256%3A" + "0".repeat(64);
        try (FakeEngine fake = FakeEngine.docker20()
                        .on(call, 200, PROGRESS)
                        .on("GET /images/a/b@" + digest + "/json", 200, "{\"Id\":\"sha256:1\"}");
                DockerEngine engine = fake.connect()) {
            engine.pull(ImageReference.parse("a/b:1@" + digest), PullListener.NONE);

            assertThat(fake.changes()).containsExactly(call);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | manifest for a/b:none not found: manifest unknown: manifest unknown                                          | IMAGE_NOT_FOUND
            404 | pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied | REGISTRY_UNAUTHORIZED
            401 | unauthorized: authentication required                                                                        | REGISTRY_UNAUTHORIZED
            500 | Get "http://127.0.0.1:5000/v2/a/b/manifests/1": no basic auth credentials                                    | REGISTRY_UNAUTHORIZED
            500 | Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused                              | REGISTRY_UNREACHABLE
            500 | Get "https://registry.example.com/v2/": dial tcp: lookup registry.example.com: no such host                  | REGISTRY_UNREACHABLE
            500 | Get "https://registry.example.com/v2/": net/http: TLS handshake timeout                                      | REGISTRY_UNREACHABLE
            500 | Get "https://registry.example.com/v2/": x509: certificate signed by unknown authority                        | REGISTRY_UNREACHABLE
            500 | toomanyrequests: You have reached your pull rate limit                                                       | REGISTRY_LIMIT
            500 | failed to register layer: mkdir /var/lib/docker/x: no space left on device                                   | NO_SPACE
            400 | invalid reference format                                                                                     | IMAGE_NOT_AVAILABLE
            """)
    void saysWhyARefusedPullFailed(int status, String message, String code) {
        String body = ConfigDocument.empty().with("/message", message).toJson();

        ImageNotAvailableException failure = failure(FakeEngine.json(status, body));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(message).hasMessageContaining("as they were");
        assertThat(failure.remedy()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failed to register layer: write /x: no space left on device                                        | NO_SPACE
            reading manifest none in 127.0.0.1:5000/a/b: manifest unknown: manifest unknown                    | IMAGE_NOT_FOUND
            pinging container registry 127.0.0.1:1: dial tcp 127.0.0.1:1: connect: connection refused          | REGISTRY_UNREACHABLE
            unexpected EOF                                                                                     | REGISTRY_UNREACHABLE
            something new                                                                                      | IMAGE_NOT_AVAILABLE
            """)
    void saysWhyAStartedPullFailed(String message, String code) {
        String error = ConfigDocument.empty()
                .with("/errorDetail/message", message)
                .with("/error", message)
                .toJson();

        ImageNotAvailableException failure = failure(FakeEngine.json(200, PROGRESS + error + "\r\n"));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(message);
    }

    @Test
    void noticesThatTheImageIsNotThereAfterwards() {
        try (FakeEngine fake = FakeEngine.docker20().on(CALL, 200, PROGRESS);
                DockerEngine engine = fake.connect()) {
            fake.on(INSPECT, 404, "{\"message\":\"No such image: a/b:1\"}");

            assertThatThrownBy(() -> engine.pull(IMAGE, PullListener.NONE))
                    .isInstanceOfSatisfying(
                            ImageNotAvailableException.class,
                            e -> assertThat(e.code()).isEqualTo("IMAGE_NOT_AVAILABLE"));
        }
    }

    @Test
    void givesUpWhenNothingArrivesAnyMore() {
        MockResponse stalling = new MockResponse.Builder()
                .body(PROGRESS)
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build();

        ImageNotAvailableException failure = failure(stalling);

        assertThat(failure.code()).isEqualTo("IMAGE_PULL_STALLED");
    }

    @Test
    void givesUpWhenNoReplyBegins() {
        MockResponse stalling = new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();

        ImageNotAvailableException failure = failure(stalling);

        assertThat(failure.code()).isEqualTo("IMAGE_PULL_STALLED");
    }

    @Test
    void doesNotGiveUpWhileAnythingArrives() {
        MockResponse slow = new MockResponse.Builder()
                .body(PROGRESS)
                .throttleBody(64, 100, TimeUnit.MILLISECONDS)
                .build();
        try (FakeEngine fake = answering(slow);
                DockerEngine engine = fake.connect(settings -> settings.withPullIdleTimeout(Duration.ofSeconds(2)))) {
            assertThat(engine.pull(IMAGE, PullListener.NONE).id().value()).isEqualTo("sha256:1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"Downl", "<html>", "[1,2"})
    void doesNotTakeATruncatedStreamForSuccess(String tail) {
        try (FakeEngine fake = answering(FakeEngine.json(200, PROGRESS + tail));
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.pull(IMAGE, PullListener.NONE))
                    .isInstanceOf(EngineUnavailableException.class);
        }
    }

    @Test
    void handsOnWhatTheListenerThrows() {
        try (FakeEngine fake = answering(FakeEngine.json(200, PROGRESS));
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.pull(IMAGE, progress -> {
                        throw new IllegalStateException("enough");
                    }))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("enough");
        }
    }

    @Test
    void sendsCredentialsToTheEngineAndShowsThemToNobody() {
        try (FakeEngine fake = answering(FakeEngine.json(500, "{\"message\":\"unauthorized\"}"));
                DockerEngine engine = fake.connect(settings ->
                        settings.withRegistryCredentials("registry.example.com:5000", "bob", Secret.of("s3cret")))) {
            assertThatThrownBy(() -> engine.pull(IMAGE, PullListener.NONE))
                    .isInstanceOf(EngineException.class)
                    .hasMessageNotContaining("s3cret");

            assertThat(decoded(fake.last(CALL).getHeaders().get("X-Registry-Auth")))
                    .isEqualTo(
                            "{\"serveraddress\":\"registry.example.com:5000\",\"username\":\"bob\",\"password\":\"s3cret\"}");
        }
    }

    @Test
    void sendsNoCredentialsOfOtherRegistries() {
        try (FakeEngine fake = answering(FakeEngine.json(200, PROGRESS));
                DockerEngine engine = fake.connect(settings ->
                        settings.withRegistryCredentials("registry.example.com", "bob", Secret.of("s3cret")))) {
            engine.pull(IMAGE, PullListener.NONE);

            assertThat(fake.last(CALL).getHeaders().get("X-Registry-Auth")).isNull();
        }
    }

    private static FakeEngine answering(MockResponse reply) {
        return FakeEngine.docker20().on(CALL, reply).on(INSPECT, 200, "{\"Id\":\"sha256:1\"}");
    }

    private static ImageNotAvailableException failure(MockResponse reply) {
        try (FakeEngine fake = answering(reply);
                DockerEngine engine = fake.connect(settings -> settings.withPullIdleTimeout(Duration.ofMillis(300)))) {
            engine.pull(IMAGE, PullListener.NONE);
            throw new AssertionError("the pull succeeded");
        } catch (ImageNotAvailableException e) {
            return e;
        }
    }

    private static String decoded(String header) {
        return new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
    }
}
