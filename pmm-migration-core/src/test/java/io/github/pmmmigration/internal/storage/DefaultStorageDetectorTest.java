package io.github.pmmmigration.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.internal.configuration.Derivation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultStorageDetectorTest {
    private static final String GENERATED = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void findsANamedVolume() {
        assertThat(detect(Derivation.ofPmm2())).isEqualTo(new StorageLayout.NamedVolume(new VolumeName("pmm-data")));
    }

    @Test
    void findsAnAnonymousVolume() {
        Derivation server = mounted(volume(GENERATED, "/srv"))
                .without("/HostConfig/Binds")
                .with("/Config/Volumes", Map.of("/srv", Map.of()));

        assertThat(detect(server)).isEqualTo(new StorageLayout.AnonymousVolume(new VolumeName(GENERATED)));
    }

    @Test
    void findsADataContainer() {
        ContainerSnapshot data = Derivation.container("data", "d".repeat(64), List.of(volume(GENERATED, "/srv")));
        Derivation server = mounted(volume(GENERATED, "/srv"))
                .without("/HostConfig/Binds")
                .with("/HostConfig/VolumesFrom", List.of("other", "data:ro"));

        StorageLayout layout = DefaultStorageDetector.detect(
                server.source(), name -> name.equals("data") ? Optional.of(data) : Optional.empty());

        assertThat(layout).isEqualTo(new StorageLayout.DataContainer("data", true, new VolumeName(GENERATED)));
    }

    @Test
    void findsTheVolumeOfADataContainerThatIsGone() {
        Derivation server = mounted(volume(GENERATED, "/srv"))
                .without("/HostConfig/Binds")
                .with("/HostConfig/VolumesFrom", List.of("data"));

        assertThat(detect(server)).isEqualTo(new StorageLayout.DataContainer("data", false, new VolumeName(GENERATED)));
    }

    @Test
    void takesAReferenceToTheServerItselfForOneThatIsGone() {
        Derivation server = mounted(volume(GENERATED, "/srv"))
                .without("/HostConfig/Binds")
                .with("/HostConfig/VolumesFrom", List.of("pmm-server"));

        StorageLayout layout = DefaultStorageDetector.detect(server.source(), name -> Optional.of(server.source()));

        assertThat(layout).isEqualTo(new StorageLayout.DataContainer("pmm-server", false, new VolumeName(GENERATED)));
    }

    @Test
    void doesNotTakeContainersThatProvideOtherVolumesForDataContainers() {
        ContainerSnapshot certificates =
                Derivation.container("certs", "d".repeat(64), List.of(volume("certs", "/srv/nginx")));
        Derivation server = mounted(volume(GENERATED, "/srv"))
                .without("/HostConfig/Binds")
                .with("/HostConfig/VolumesFrom", List.of("certs"));

        StorageLayout layout = DefaultStorageDetector.detect(server.source(), name -> Optional.of(certificates));

        assertThat(layout).isEqualTo(new StorageLayout.AnonymousVolume(new VolumeName(GENERATED)));
    }

    @Test
    void prefersAnExplicitMountToOneFromAnotherContainer() {
        Derivation server = Derivation.ofPmm2().with("/HostConfig/VolumesFrom", List.of("data"));

        assertThat(detect(server)).isInstanceOf(StorageLayout.NamedVolume.class);
    }

    @Test
    void findsAFolderOfTheHost() {
        Derivation server =
                mounted(mount("bind", "/data/pmm", "/srv/")).with("/HostConfig/Binds", List.of("/data/pmm:/srv/:Z"));

        assertThat(detect(server)).isEqualTo(new StorageLayout.BindMount("/data/pmm"));
    }

    @Test
    void findsTheContainersOwnLayer() {
        assertThat(detect(mounted().without("/HostConfig/Binds"))).isEqualTo(new StorageLayout.ContainerLayer());
        assertThat(detect(mounted(volume("x", "/opt/srv")))).isEqualTo(new StorageLayout.ContainerLayer());
    }

    @Test
    void tellsWhyOtherLayoutsAreNotSupported() {
        assertThat(describe(mounted(mount("tmpfs", "", "/srv")))).contains("memory");
        assertThat(describe(mounted().with("/HostConfig/Tmpfs", Map.of("/srv", ""))))
                .contains("memory");
        assertThat(describe(mounted(volume("a", "/srv/victoriametrics"), volume("b", "/srv/clickhouse"))))
                .contains("/srv/clickhouse, /srv/victoriametrics", "writable layer");
        assertThat(describe(mounted(volume("a", "/srv").with("/RW", false)))).contains("read-only");
        assertThat(describe(mounted(volume("a", "/srv"))
                        .with(
                                "/HostConfig/Mounts",
                                List.of(Map.of("Target", "/srv", "VolumeOptions", Map.of("Subpath", "pmm"))))))
                .contains("'pmm' inside volume 'a'");
        assertThat(describe(mounted(mount("image", "", "/srv")))).contains("type 'image'");
    }

    @Test
    void listsTheMountsBelowTheData() {
        ContainerSnapshot server = mounted(
                        volume("pmm-data", "/srv"), mount("bind", "/etc/certs", "/srv/nginx"), volume("x", "/srvother"))
                .source();

        assertThat(DefaultStorageDetector.nestedMounts(server))
                .extracting(Mount::destination)
                .containsExactly("/srv/nginx");
    }

    private static StorageLayout detect(Derivation server) {
        return DefaultStorageDetector.detect(server.source(), name -> Optional.empty());
    }

    private static String describe(Derivation server) {
        StorageLayout layout = detect(server);
        assertThat(layout).isInstanceOf(StorageLayout.Unsupported.class);
        return layout.describe();
    }

    private static Derivation mounted(ConfigDocument... mounts) {
        return Derivation.ofPmm2().with("/Mounts", List.of(mounts));
    }

    private static ConfigDocument volume(String name, String destination) {
        return Derivation.volumeMount(name, destination);
    }

    private static ConfigDocument mount(String type, String source, String destination) {
        return ConfigDocument.empty()
                .with("/Type", type)
                .with("/Source", source)
                .with("/Destination", destination)
                .with("/RW", true);
    }
}
