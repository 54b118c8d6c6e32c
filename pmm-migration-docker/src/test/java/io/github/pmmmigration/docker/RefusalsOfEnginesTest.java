package io.github.pmmmigration.docker;

import static io.github.pmmmigration.docker.Operations.CONTAINER;
import static io.github.pmmmigration.docker.Operations.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.NameConflictException;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSpec;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in which engines say no, in the words of Docker 20.10, 26.1 and 28.5 and of Podman 4.3. */
final class RefusalsOfEnginesTest {
    private static final String HERE = "/containers/" + ID;
    private static final ContainerSpec SPEC = new ContainerSpec(
            ContainerName.of("replacement"), ConfigDocument.empty().with("/Image", "a/b:1"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            409 | {"message":"Conflict. The container name \\"/replacement\\" is already in use by container \\"e151\\". You have to remove (or rename) that container to be able to reuse that name."}
            500 | {"cause":"that name is already in use","message":"container create: creating container storage: the container name \\"replacement\\" is already in use by d1a9: that name is already in use","response":500}
            """)
    void knowsATakenNameOnCreate(int status, String body) {
        EngineException failure = failure(
                Operations.healthy().on("POST /containers/create?name=replacement", status, body),
                engine -> engine.create(SPEC));

        assertThat(failure).isInstanceOf(NameConflictException.class);
        assertThat(failure.code()).isEqualTo("NAME_TAKEN");
    }

    @Test
    void looksWhoHasTheNameWhenTheConflictIsNotExplained() {
        EngineException failure = failure(
                Operations.healthy()
                        .on("POST /containers/create?name=replacement", 409, "{\"message\":\"Konflikt\"}")
                        .on(
                                "GET /containers/replacement/json",
                                200,
                                Operations.running().replace("/pmm-server", "/replacement")),
                engine -> engine.create(SPEC));

        assertThat(failure).isInstanceOf(NameConflictException.class);
    }

    @Test
    void takesOtherConflictsOnCreateForRefusals() {
        EngineException failure = failure(
                Operations.healthy().on("POST /containers/create?name=replacement", 409, "{\"message\":\"conflict\"}"),
                engine -> engine.create(SPEC));

        assertThat(failure).isInstanceOf(EngineRejectedException.class).isNotInstanceOf(NameConflictException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            409 | {"message":"Error when allocating new name: Conflict. The container name \\"/other\\" is already in use by container \\"e151\\"."}
            409 | {"cause":"container already exists","message":"renaming container 1147: name other already in use, cannot rename container 1147: container already exists","response":409}
            """)
    void knowsATakenNameOnRename(int status, String body) {
        EngineException failure = failure(
                Operations.healthy().on("POST " + HERE + "/rename?name=other", status, body),
                engine -> engine.rename(CONTAINER, ContainerName.of("other")));

        assertThat(failure).isInstanceOf(NameConflictException.class);
    }

    @Test
    void isSatisfiedWithANameThatTheContainerHas() {
        try (FakeEngine fake = Operations.healthy()
                        .on(
                                "POST " + HERE + "/rename?name=pmm-server",
                                400,
                                "{\"message\":\"Renaming a container with the same name as its current name\"}");
                DockerEngine engine = fake.connect()) {
            engine.rename(CONTAINER, ContainerName.of("pmm-server"));

            assertThat(fake.calls()).contains("POST " + HERE + "/rename?name=pmm-server");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"message":"No such container: c0ffee"}
            {"cause":"no such container","message":"no container with name or ID \\"c0ffee\\" found: no such container","response":404}
            """)
    void knowsAMissingContainer(String body) {
        EngineException failure = failure(
                Operations.healthy().on("POST " + HERE + "/start", 404, body), engine -> engine.start(CONTAINER));

        assertThat(failure).isInstanceOf(ContainerNotFoundException.class);
    }

    @Test
    void doesNotTakeAMissingNetworkForAMissingContainer() {
        EngineException failure = failure(
                Operations.healthy().on("POST " + HERE + "/start", 404, "{\"message\":\"network pmm-net not found\"}"),
                engine -> engine.start(CONTAINER));

        assertThat(failure)
                .isInstanceOf(EngineRejectedException.class)
                .isNotInstanceOf(ContainerNotFoundException.class)
                .hasMessageContaining("network pmm-net not found");
    }

    @Test
    void saysThatAnEngineLacksACall() {
        EngineException failure = failure(
                Operations.healthy().on("POST " + HERE + "/update", FakeEngine.text(404, "Not Found")),
                engine -> engine.setRestartPolicy(CONTAINER, RestartPolicy.NO));

        assertThat(failure).isInstanceOf(EngineRejectedException.class);
        assertThat(failure.code()).isEqualTo("ENGINE_LACKS_CALL");
    }

    @Test
    void isSatisfiedWithTheRestartPolicyThatIsSet() {
        EngineException none = failureOrNull(
                Operations.healthy().on("POST " + HERE + "/update", FakeEngine.text(404, "Not Found")),
                engine -> engine.setRestartPolicy(CONTAINER, RestartPolicy.ALWAYS));

        assertThat(none).isNull();
    }

    @Test
    void sendsTheRestartPolicyByItsName() {
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            engine.setRestartPolicy(CONTAINER, RestartPolicy.NO);

            assertThat(fake.lastBody("POST " + HERE + "/update"))
                    .isEqualTo(ConfigDocument.parse("{\"RestartPolicy\":{\"Name\":\"no\",\"MaximumRetryCount\":0}}")
                            .toJson());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            driver failed programming external connectivity on endpoint x: listen tcp4 0.0.0.0:443: bind: address already in use                      | PORT_TAKEN
            driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:443 failed: port is already allocated                     | PORT_TAKEN
            failed to set up container networking: driver failed programming external connectivity: failed to bind host port for 127.0.0.1:443: address already in use | PORT_TAKEN
            Address already in use                                                                                                                    | ADDRESS_TAKEN
            mkdir /var/lib/docker/overlay2/x: no space left on device                                                                                 | NO_SPACE
            something else                                                                                                                            | ENGINE_REJECTED
            """)
    void namesTheCauseOfAFailedStart(String message, String code) {
        EngineException failure = failure(
                Operations.healthy()
                        .on(
                                "POST " + HERE + "/start",
                                500,
                                ConfigDocument.empty().with("/message", message).toJson()),
                engine -> engine.start(CONTAINER));

        assertThat(failure).isInstanceOf(EngineRejectedException.class).hasMessageContaining(message);
        assertThat(failure.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504"})
    void doesNotTakeAnErrorBetweenUsAndTheEngineForARefusal(int status) {
        EngineException failure = failure(
                Operations.healthy().on("POST " + HERE + "/start", FakeEngine.text(status, "<html>Bad Gateway</html>")),
                engine -> engine.start(CONTAINER));

        assertThat(failure).isInstanceOf(EngineUnavailableException.class);
    }

    @Test
    void isSatisfiedWhenNothingHadToBeChanged() {
        EngineException none = failureOrNull(
                Operations.healthy().on("POST " + HERE + "/start", 304, "").on("POST " + HERE + "/stop?t=5", 304, ""),
                engine -> {
                    engine.start(CONTAINER);
                    engine.stop(CONTAINER, Duration.ofSeconds(5));
                });

        assertThat(none).isNull();
    }

    @Test
    void isSatisfiedWithAContainerThatCouldNotBeStoppedBecauseItDoesNotRun() {
        EngineException none = failureOrNull(
                Operations.healthy()
                        .on("POST " + HERE + "/stop?t=5", 500, "{\"message\":\"container state improper\"}")
                        .on("GET " + HERE + "/json", 200, Operations.container("exited", "2026-01-01T00:00:00Z")),
                engine -> engine.stop(CONTAINER, Duration.ofSeconds(5)));

        assertThat(none).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "999, 1", "1000, 1", "1001, 2", "300000, 300"})
    void roundsTheGraceUpToSeconds(long millis, long seconds) {
        try (FakeEngine fake = Operations.healthy().on("POST " + HERE + "/stop?t=" + seconds, 204, "");
                DockerEngine engine = fake.connect()) {
            engine.stop(CONTAINER, Duration.ofMillis(millis));

            assertThat(fake.changes()).containsExactly("POST " + HERE + "/stop?t=" + seconds);
        }
    }

    @Test
    void needsTheImageOnTheEngine() {
        EngineException failure = failure(
                Operations.healthy()
                        .on("POST /containers/create?name=replacement", 404, "{\"message\":\"No such image: a/b:1\"}"),
                engine -> engine.create(SPEC));

        assertThat(failure).isInstanceOf(ImageNotAvailableException.class).hasMessageContaining("a/b:1");
    }

    @Test
    void doesNotGuessAmongSeveralContainers() {
        EngineException failure = failure(
                Operations.healthy()
                        .on(
                                "GET /containers/c0/json",
                                500,
                                "{\"message\":\"Multiple IDs found with provided prefix: c0\"}"),
                engine -> engine.inspect(ContainerRef.of("c0")));

        assertThat(failure).isInstanceOf(EngineRejectedException.class).hasMessageContaining("Multiple IDs");
    }

    @Test
    void returnsAVolumeThatExistsWithAnotherDriver() {
        EngineException none = failureOrNull(
                Operations.healthy()
                        .on("POST /volumes/create", 409, "{\"message\":\"a volume named ours already exists\"}"),
                engine -> assertThat(engine.createVolume(new VolumeSpec(new VolumeName("ours"), Map.of()))
                                .labels())
                        .isNotEmpty());

        assertThat(none).isNull();
    }

    @Test
    void doesNotRemoveAVolumeThatIsNotTheOneItCreated() {
        try (FakeEngine fake = Operations.healthy().on("GET /volumes/ours", 200, "{\"Name\":\"ours\",\"Labels\":{}}");
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.removeVolume(Operations.owned()))
                    .isInstanceOfSatisfying(
                            EngineRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo("VOLUME_NOT_OURS"));
            assertThat(fake.changes()).isEmpty();
        }
    }

    @Test
    void isSatisfiedWithAVolumeThatIsGone() {
        EngineException none = failureOrNull(
                Operations.healthy().on("GET /volumes/ours", 404, "{\"message\":\"get ours: no such volume\"}"),
                engine -> engine.removeVolume(Operations.owned()));

        assertThat(none).isNull();
    }

    @Test
    void refusesToRunCommandsInAStoppedContainer() {
        EngineException failure = failure(
                Operations.healthy()
                        .on("POST " + HERE + "/exec", 409, "{\"message\":\"Container c0ffee is not running\"}"),
                engine -> engine.exec(CONTAINER, Command.of("true"), Operations.LONG));

        assertThat(failure).isInstanceOf(EngineRejectedException.class).hasMessageContaining("is not running");
    }

    @Test
    void keepsPasswordsOfTheEnginesWordsToItself() {
        EngineException failure = failure(
                Operations.healthy()
                        .on(
                                "POST " + HERE + "/start",
                                500,
                                "{\"message\":\"failed to mount local volume: mount //nas/x, data: username=u,password=t0ps3cret:"
                                        + " permission denied; https://bob:t0ps3cret@host/\"}"),
                engine -> engine.start(CONTAINER));

        assertThat(failure.getMessage()).contains("failed to mount").doesNotContain("t0ps3cret");
    }

    private static EngineException failure(FakeEngine fake, Consumer<DockerEngine> call) {
        EngineException failure = failureOrNull(fake, call);
        assertThat(failure).isNotNull();
        assertThat(failure.problem().state()).isNotBlank();
        assertThat(failure.remedy()).isNotBlank();
        return failure;
    }

    private static EngineException failureOrNull(FakeEngine fake, Consumer<DockerEngine> call) {
        try (fake;
                DockerEngine engine = fake.connect()) {
            call.accept(engine);
            return null;
        } catch (EngineException e) {
            return e;
        }
    }
}
