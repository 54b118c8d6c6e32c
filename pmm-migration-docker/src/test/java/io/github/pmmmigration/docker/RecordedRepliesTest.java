package io.github.pmmmigration.docker;

import static io.github.pmmmigration.docker.Operations.CONTAINER;
import static io.github.pmmmigration.docker.Operations.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import java.util.HexFormat;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what real engines answered. */
final class RecordedRepliesTest {
    private static final String IMAGE = "127.0.0.1:5000/percona/pmm-server:2.44.1";

    @ParameterizedTest
    @CsvSource({
        "docker-20.10, Docker Engine, 20.10.24+dfsg1, 1.41",
        "docker-26.1, Docker Engine, 26.1.5+dfsg1, 1.45",
        "docker-28.5, Docker Engine, 28.5.2+dfsg4, 1.51",
        "podman-4.3, Podman Engine, 4.3.1, 1.41",
    })
    void knowsTheEngine(String recording, String name, String version, String apiVersion) {
        try (FakeEngine fake = engine(recording);
                DockerEngine engine = fake.connect()) {
            EngineInfo info = engine.ping();

            assertThat(info.name()).isEqualTo(name);
            assertThat(info.version()).isEqualTo(version);
            assertThat(info.apiVersion()).isEqualTo(apiVersion);
            assertThat(info.document().number("/NCPU")).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-20.10", "docker-26.1", "docker-28.5", "podman-4.3"})
    void readsAContainerWithoutLoss(String recording) {
        try (FakeEngine fake = engine(recording);
                DockerEngine engine = fake.connect()) {
            ContainerSnapshot created =
                    engine.inspect(ContainerRef.of("recorded")).orElseThrow();

            assertThat(created.document()).isEqualTo(document(recording, "container.json"));
            assertThat(created.name().value()).isEqualTo("recorded");
            assertThat(created.state().status()).isEqualTo(Status.CREATED);
            assertThat(created.state().everStarted()).isFalse();
            assertThat(created.restartPolicy()).isEqualTo(RestartPolicy.ALWAYS);
            assertThat(created.label("purpose")).contains("recording");
            assertThat(created.mountAt("/srv").flatMap(mount -> mount.volume()))
                    .contains(new VolumeName("recorded-data"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-20.10", "docker-26.1", "docker-28.5", "podman-4.3"})
    void listsContainers(String recording) {
        ConfigDocument list = document(recording, "containers.json");
        String id = list.text("/0/Id").orElseThrow();
        try (FakeEngine fake = engine(recording)
                        .on(
                                "GET /containers/json?all=1&filters=%7B%22label%22%3A%5B%22purpose%3Drecording%22%5D%7D",
                                200, list.toJson())
                        .on(
                                "GET /containers/" + id + "/json",
                                200,
                                Recorded.text(recording + "/container-running.json"));
                DockerEngine engine = fake.connect()) {
            var found = engine.list(ContainerFilter.all().withLabel("purpose", "recording"));

            assertThat(found).singleElement().satisfies(container -> {
                assertThat(container.id().value()).isEqualTo(id);
                assertThat(container.state().isRunning()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-20.10", "docker-26.1", "docker-28.5", "podman-4.3"})
    void readsImagesAndVolumes(String recording) {
        try (FakeEngine fake = engine(recording);
                DockerEngine engine = fake.connect()) {
            var image = engine.inspectImage(ImageReference.parse(IMAGE)).orElseThrow();
            var volume = engine.inspectVolume(new VolumeName("recorded-data")).orElseThrow();

            assertThat(image.id().value()).isNotBlank();
            assertThat(image.digestIn("127.0.0.1:5000/percona/pmm-server")).isPresent();
            assertThat(volume.driver()).isEqualTo("local");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-20.10", "docker-26.1", "docker-28.5", "podman-4.3"})
    void knowsAProgramThatCouldNotBeStarted(String recording) {
        Buffer said =
                new Buffer().write(HexFormat.of().parseHex(Recorded.text(recording + "/exec-missing-program.hex")));
        try (FakeEngine fake = engine(recording)
                        .on("POST /containers/" + ID + "/exec", 201, "{\"Id\":\"e1\"}")
                        .on(
                                "POST /exec/e1/start",
                                new MockResponse.Builder().body(said).build())
                        .on("GET /exec/e1/json", 200, Recorded.text(recording + "/exec-missing-program.json"));
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.exec(CONTAINER, Command.of("no-such-program"), Operations.LONG))
                    .isInstanceOfSatisfying(
                            EngineRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo("EXEC_NOT_STARTED"))
                    .hasMessageContaining("executable file not found");
        }
    }

    private static ConfigDocument document(String recording, String name) {
        return ConfigDocument.parse(Recorded.text(recording + "/" + name));
    }

    private static FakeEngine engine(String recording) {
        FakeEngine fake = FakeEngine.docker20();
        return fake.on(FakeEngine.VERSION, 200, Recorded.text(recording + "/version.json"))
                .on("GET /info", 200, Recorded.text(recording + "/info.json"))
                .on("GET /containers/recorded/json", 200, Recorded.text(recording + "/container.json"))
                .on("GET /images/" + IMAGE + "/json", 200, Recorded.text(recording + "/image.json"))
                .on("GET /volumes/recorded-data", 200, Recorded.text(recording + "/volume.json"));
    }
}
