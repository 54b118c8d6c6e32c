package io.github.pmmmigration.docker;

import static io.github.pmmmigration.docker.Operations.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineUnavailableException;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

final class CreationTest {
    private static final String CREATE = "POST /containers/create?name=replacement";
    private static final String CONNECT = "POST /networks/second/connect";
    private static final String REMOVE = "DELETE /containers/" + ID + "?v=false&force=false";

    @Test
    void connectsTheOtherNetworksBeforeItReturns() {
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            engine.create(Operations.severalNetworks());

            assertThat(fake.changes()).containsExactly(CREATE, CONNECT);
            assertThat(fake.lastBody(CONNECT))
                    .isEqualTo("{\"Container\":\"" + ID + "\",\"EndpointConfig\":{\"Aliases\":[\"two\"]}}");
        }
    }

    @Test
    void createsInOneCallOnANewerEngine() {
        try (FakeEngine fake = FakeEngine.docker28().on(CREATE, 201, "{\"Id\":\"" + ID + "\"}");
                DockerEngine engine = fake.connect()) {
            engine.create(Operations.severalNetworks());

            assertThat(fake.changes()).containsExactly(CREATE);
            assertThat(fake.lastBody(CREATE))
                    .isEqualTo(Operations.severalNetworks().configuration().toJson());
        }
    }

    @Test
    void removesTheContainerWhenANetworkRefusesIt() {
        try (FakeEngine fake = Operations.healthy().on(CONNECT, 403, "{\"message\":\"invalid endpoint settings\"}");
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.create(Operations.severalNetworks()))
                    .isInstanceOf(EngineRejectedException.class)
                    .hasMessageContaining("second")
                    .hasMessageContaining("invalid endpoint settings");
            assertThat(fake.changes()).containsExactly(CREATE, CONNECT, REMOVE);
        }
    }

    @Test
    void removesTheContainerWhenTheConnectionIsLostInBetween() {
        MockResponse lost = new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
        try (FakeEngine fake = Operations.healthy().on(CONNECT, lost);
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.create(Operations.severalNetworks()))
                    .isInstanceOf(EngineUnavailableException.class);
            assertThat(fake.changes()).containsExactly(CREATE, CONNECT, REMOVE);
        }
    }

    @Test
    void saysWhatIsLeftWhenItCannotBeRemoved() {
        try (FakeEngine fake = Operations.healthy()
                        .on(CONNECT, 403, "{\"message\":\"invalid endpoint settings\"}")
                        .on(REMOVE, 500, "{\"message\":\"device busy\"}");
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.create(Operations.severalNetworks()))
                    .isInstanceOfSatisfying(
                            EngineRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo("CREATED_IN_PART"))
                    .hasMessageContaining("docker rm replacement");
        }
    }

    @Test
    void sendsTheConfigurationAsItIs() {
        ConfigDocument odd = ConfigDocument.parse(
                "{\"Image\":\"a/b:1\",\"HostConfig\":{\"Unknown\":{\"deep\":[1.50,null,\"\\u0000é\"]},\"Memory\":12345678901234567890}}");
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            engine.create(new ContainerSpec(ContainerName.of("replacement"), odd));

            assertThat(fake.lastBody(CREATE)).isEqualTo(odd.toJson());
        }
    }

    @Test
    void speaksPodmansDialectToPodman() {
        ConfigDocument shown = ConfigDocument.parse("{\"Image\":\"a/b:1\",\"HostConfig\":{\"MemorySwappiness\":-1,"
                + "\"Ulimits\":[{\"Name\":\"RLIMIT_NOFILE\",\"Soft\":1,\"Hard\":2}]}}");
        try (FakeEngine fake = FakeEngine.podman().on(CREATE, 201, "{\"Id\":\"" + ID + "\"}");
                DockerEngine engine = fake.connect()) {
            engine.create(new ContainerSpec(ContainerName.of("replacement"), shown));

            assertThat(fake.lastBody(CREATE))
                    .isEqualTo(ConfigDocument.parse("{\"Image\":\"a/b:1\",\"HostConfig\":"
                                    + "{\"Ulimits\":[{\"Name\":\"nofile\",\"Soft\":1,\"Hard\":2}]}}")
                            .toJson());
        }
    }

    @Test
    void doesNotSpeakPodmansDialectToDocker() {
        ConfigDocument swappiness =
                ConfigDocument.parse("{\"Image\":\"a/b:1\",\"HostConfig\":{\"MemorySwappiness\":-1}}");
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            engine.create(new ContainerSpec(ContainerName.of("replacement"), swappiness));

            assertThat(fake.lastBody(CREATE)).isEqualTo(swappiness.toJson());
        }
    }
}
