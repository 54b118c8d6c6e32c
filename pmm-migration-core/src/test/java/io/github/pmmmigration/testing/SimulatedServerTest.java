package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedServerTest {
    private static final ContainerName SERVER = new ContainerName("pmm-server");

    @ParameterizedTest
    @EnumSource(StorageKind.class)
    void runsWithDataOfPmm2OnEveryStorage(StorageKind storage) {
        InMemoryContainerEngine simulation = InMemoryContainerEngine.withPmm2Server("pmm-server", storage);

        assertThat(look(simulation).state().isRunning()).isTrue();
        assertThat(simulation.dataOf(SERVER).writtenBy()).isEqualTo("2.44.1");
        assertThat(simulation.recordedCalls()).hasSize(1);
        assertThat(simulation.violations()).isEmpty();
    }

    @Test
    void mountsANamedVolume() {
        assertThat(volumeOn(StorageKind.NAMED_VOLUME)).isEqualTo("pmm-data");
    }

    @Test
    void mountsAnAnonymousVolume() {
        assertThat(volumeOn(StorageKind.ANONYMOUS_VOLUME)).hasSize(64);
    }

    @Test
    void mountsTheVolumeOfADataContainer() {
        InMemoryContainerEngine simulation =
                InMemoryContainerEngine.withPmm2Server("pmm-server", StorageKind.DATA_CONTAINER);
        ContainerSnapshot data = simulation
                .engine()
                .inspect(new ContainerName("pmm-data").toRef())
                .orElseThrow();

        assertThat(look(simulation).document().texts("/HostConfig/VolumesFrom")).containsExactly("pmm-data");
        assertThat(look(simulation).mountAt("/srv").flatMap(Mount::volume))
                .isEqualTo(data.mountAt("/srv").flatMap(Mount::volume));
        assertThat(data.state().everStarted()).isFalse();
    }

    @Test
    void keepsTheVolumeOfADataContainerThatIsGone() {
        InMemoryContainerEngine simulation =
                InMemoryContainerEngine.withPmm2Server("pmm-server", StorageKind.ORPHANED_DATA_CONTAINER);
        VolumeName volume =
                look(simulation).mountAt("/srv").flatMap(Mount::volume).orElseThrow();

        assertThat(simulation.engine().inspect(new ContainerName("pmm-data").toRef()))
                .isEmpty();
        assertThat(simulation.engine().inspectVolume(volume)).isPresent();
    }

    @Test
    void mountsAFolder() {
        ContainerSnapshot server = look(InMemoryContainerEngine.withPmm2Server("pmm-server", StorageKind.BIND_MOUNT));

        assertThat(server.mountAt("/srv"))
                .hasValueSatisfying(mount -> assertThat(mount.source()).isEqualTo("/opt/pmm-data"));
    }

    @Test
    void keepsDataInItsLayer() {
        ContainerSnapshot server =
                look(InMemoryContainerEngine.withPmm2Server("pmm-server", StorageKind.CONTAINER_LAYER));

        assertThat(server.mounts()).isEmpty();
    }

    @Test
    void runsAsItWasDescribed() {
        InMemoryContainerEngine simulation = InMemoryContainerEngine.empty()
                .add(SimulatedServer.pmm2("pmm-server")
                        .of(SimulatedImage.pmm2("2.41.2"))
                        .restarting(RestartPolicy.parse("on-failure:4"))
                        .publishing(8443, "443/tcp")
                        .publishing(8080, "80/tcp")
                        .withEnvironment("DATA_RETENTION", "720h")
                        .withEnvironment("DISABLE_TELEMETRY", "1")
                        .withLabel("owner", "me")
                        .stopped());

        ContainerSnapshot server = look(simulation);

        assertThat(server.state().hasExited()).isTrue();
        assertThat(server.restartPolicy()).hasToString("on-failure:4");
        assertThat(server.document().keys("/HostConfig/PortBindings")).containsExactly("443/tcp", "80/tcp");
        assertThat(server.document().texts("/Config/Env")).contains("DATA_RETENTION=720h", "DISABLE_TELEMETRY=1");
        assertThat(server.label("owner")).contains("me");
        assertThat(simulation.dataOf(SERVER).writtenBy()).isEqualTo("2.41.2");
    }

    @Test
    void livesBesideAnother() {
        InMemoryContainerEngine simulation = InMemoryContainerEngine.withPmm2Server("pmm-server")
                .add(SimulatedServer.pmm2("second").publishingNothing());

        assertThat(simulation.dataOf(new ContainerName("second")).systemIdentifier())
                .isNotEqualTo(simulation.dataOf(SERVER).systemIdentifier());
    }

    private static String volumeOn(StorageKind storage) {
        return look(InMemoryContainerEngine.withPmm2Server("pmm-server", storage))
                .mountAt("/srv")
                .flatMap(Mount::volume)
                .orElseThrow()
                .value();
    }

    private static ContainerSnapshot look(InMemoryContainerEngine simulation) {
        return simulation.engine().inspect(SERVER.toRef()).orElseThrow();
    }
}
