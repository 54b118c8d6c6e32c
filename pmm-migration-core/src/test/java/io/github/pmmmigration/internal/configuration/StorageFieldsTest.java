package io.github.pmmmigration.internal.configuration;

import static io.github.pmmmigration.internal.configuration.Derivation.ofPmm2;
import static io.github.pmmmigration.internal.configuration.Derivation.volumeMount;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageFieldsTest {
    private static final String GENERATED = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void keepsTheTextOfBinds() {
        List<String> binds =
                List.of("pmm-data:/srv:Z,nocopy", "/etc/certs:/srv/nginx:ro,z", "/x:/y:rw,cached,rshared", "own:/own/");

        ConfigDocument configuration = ofPmm2().with("/HostConfig/Binds", binds).configuration();

        assertThat(configuration.texts("/HostConfig/Binds")).isEqualTo(binds);
    }

    @Test
    void keepsEveryOptionOfMounts() {
        ConfigDocument mounts = ConfigDocument.parse("""
                [{"Type":"volume","Source":"pmm-data","Target":"/srv","VolumeOptions":{"NoCopy":true,"Subpath":"a",
                  "Labels":{"k":"v"},"DriverConfig":{"Name":"local","Options":{"o":"p"}}}},
                 {"Type":"bind","Source":"/a","Target":"/b","ReadOnly":true,"BindOptions":{"NonRecursive":true,
                  "CreateMountpoint":true,"ReadOnlyForceRecursive":true}},
                 {"Type":"tmpfs","Target":"/t","TmpfsOptions":{"SizeBytes":1,"Mode":448,"Options":[["noexec"]]}},
                 {"Type":"image","Source":"i","Target":"/i","Consistency":"cached"}]
                """);

        ConfigDocument configuration = ofPmm2().without("/HostConfig/Binds")
                .with("/HostConfig/Mounts", mounts)
                .configuration();

        assertThat(configuration.at("/HostConfig/Mounts")).contains(mounts);
        assertThat(configuration.texts("/HostConfig/Binds")).isEmpty();
    }

    @Test
    void mountsAnAnonymousVolumeByName() {
        Derivation derivation = anonymous();

        assertThat(derivation.configuration().texts("/HostConfig/Binds")).containsExactly(GENERATED + ":/srv");
        assertThat(derivation.configuration().at("/Volumes")).isEmpty();
        assertThat(derivation.difference("HostConfig.Binds")).isPresent();
    }

    @Test
    void mountsAnonymousVolumesAtOtherPlacesByNameToo() {
        ConfigDocument configuration = anonymous()
                .with("/Mounts/-", volumeMount("f".repeat(64), "/opt/other").with("/RW", false))
                .configuration();

        assertThat(configuration.texts("/HostConfig/Binds"))
                .containsExactly(GENERATED + ":/srv", "f".repeat(64) + ":/opt/other:ro");
    }

    @Test
    void fillsInTheNameOfAVolumeMountWithoutOne() {
        ConfigDocument configuration = anonymous()
                .with("/HostConfig/Mounts", List.of(Map.of("Type", "volume", "Target", "/srv/")))
                .configuration();

        assertThat(configuration.text("/HostConfig/Mounts/0/Source")).contains(GENERATED);
        assertThat(configuration.texts("/HostConfig/Binds")).isEmpty();
    }

    @Test
    void resolvesABindOfOnePathOnly() {
        ConfigDocument configuration =
                anonymous().with("/HostConfig/Binds", List.of("/srv")).configuration();

        assertThat(configuration.texts("/HostConfig/Binds")).containsExactly(GENERATED + ":/srv");
    }

    @Test
    void keepsTheRelationToADataContainer() {
        Derivation derivation = dataContainer(true);

        assertThat(derivation.configuration().texts("/HostConfig/VolumesFrom"))
                .containsExactly("pmm-data-container:rw");
        assertThat(derivation.configuration().texts("/HostConfig/Binds")).isEmpty();
    }

    @Test
    void resolvesADataContainerThatIsGone() {
        Derivation derivation = dataContainer(false);

        assertThat(derivation.configuration().texts("/HostConfig/VolumesFrom")).isEmpty();
        assertThat(derivation.configuration().texts("/HostConfig/Binds")).containsExactly(GENERATED + ":/srv");
        assertThat(derivation.difference("HostConfig.VolumesFrom")).isPresent();
    }

    @Test
    void neverTakesVolumesFromTheServerItself() {
        for (String self : List.of("pmm-server", Derivation.ID, Derivation.SHORT_ID, "pmm-server:ro")) {
            ConfigDocument configuration = dataContainer(true)
                    .with("/HostConfig/VolumesFrom", List.of(self))
                    .configuration();

            assertThat(configuration.texts("/HostConfig/VolumesFrom")).isEmpty();
            assertThat(configuration.texts("/HostConfig/Binds")).containsExactly(GENERATED + ":/srv");
        }
    }

    @Test
    void keepsAReferenceByTheBeginningOfAnIdentifierAndWithSeveralOptions() {
        List<String> references = List.of("ddddd", "/pmm-data-container:ro,z");

        ConfigDocument configuration =
                dataContainer(true).with("/HostConfig/VolumesFrom", references).configuration();

        assertThat(configuration.texts("/HostConfig/VolumesFrom")).isEqualTo(references);
        assertThat(configuration.texts("/HostConfig/Binds")).isEmpty();
    }

    @Test
    void knowsAPlaceAgainThatIsWrittenInARoundaboutWay() {
        ConfigDocument configuration = ofPmm2().with(
                        "/HostConfig/Binds", List.of("pmm-data:/srv/.", "more:/srv/x/..//more/"))
                .with("/Mounts", List.of(volumeMount("pmm-data", "/srv"), volumeMount("more", "/srv/more")))
                .configuration();

        assertThat(configuration.texts("/HostConfig/Binds"))
                .containsExactly("pmm-data:/srv/.", "more:/srv/x/..//more/");
    }

    @Test
    void resolvesOnlyTheReferenceThatIsGone() {
        Derivation derivation = dataContainer(true)
                .with("/HostConfig/VolumesFrom", List.of("certificates", "pmm-data-container"))
                .with("/Mounts/-", volumeMount("certs", "/srv/nginx"));

        ConfigDocument configuration = derivation.configuration();

        assertThat(configuration.texts("/HostConfig/VolumesFrom")).containsExactly("pmm-data-container");
        assertThat(configuration.texts("/HostConfig/Binds")).containsExactly("certs:/srv/nginx");
    }

    @Test
    void mountsTheDataFromAnotherVolumeWhenAsked() {
        Derivation derivation = ofPmm2().dataVolume("copy")
                .with("/HostConfig/Binds", List.of("/etc/certs:/srv/nginx:ro", "pmm-data:/srv/:z"));

        assertThat(derivation.configuration().texts("/HostConfig/Binds"))
                .containsExactly("/etc/certs:/srv/nginx:ro", "copy:/srv");
    }

    @Test
    void mountsTheDataFromAnotherVolumeBesideADataContainer() {
        ConfigDocument configuration = dataContainer(true).dataVolume("copy").configuration();

        assertThat(configuration.texts("/HostConfig/VolumesFrom")).containsExactly("pmm-data-container:rw");
        assertThat(configuration.texts("/HostConfig/Binds")).containsExactly("copy:/srv");
    }

    @Test
    void keepsAVolumeDriverAwayFromItsOwnVolume() {
        ConfigDocument configuration = ofPmm2().dataVolume("copy")
                .with("/HostConfig/VolumeDriver", "plugin")
                .configuration();

        assertThat(configuration.texts("/HostConfig/Binds")).isEmpty();
        assertThat(configuration.at("/HostConfig/Mounts"))
                .contains(ConfigDocument.parse("[{\"Type\":\"volume\",\"Source\":\"copy\",\"Target\":\"/srv\"}]"));
    }

    @Test
    void replacesAMountByTheOtherVolume() {
        ConfigDocument configuration = ofPmm2().dataVolume("copy")
                .without("/HostConfig/Binds")
                .with(
                        "/HostConfig/Mounts",
                        List.of(
                                Map.of("Type", "volume", "Source", "pmm-data", "Target", "/srv"),
                                Map.of("Type", "bind", "Source", "/a", "Target", "/b")))
                .configuration();

        assertThat(configuration.texts("/HostConfig/Binds")).containsExactly("copy:/srv");
        assertThat(configuration.elements("/HostConfig/Mounts")).hasSize(1);
    }

    @Test
    void doesNotLetPodmanMountTheSamePlaceTwice() {
        ConfigDocument configuration = dataContainer(true)
                .engineOf("Podman Engine", "4.3.1", "1.41")
                .with("/HostConfig/Binds", List.of(GENERATED + ":/srv:rw,rprivate,nosuid,nodev,rbind"))
                .configuration();

        assertThat(configuration.texts("/HostConfig/VolumesFrom")).containsExactly("pmm-data-container:rw");
        assertThat(configuration.texts("/HostConfig/Binds")).isEmpty();
    }

    @Test
    void doesNotShowOptionsOfVolumeDrivers() {
        Derivation derivation = anonymous().with("/HostConfig/Mounts", ConfigDocument.parse("""
                                [{"Type":"volume","Target":"/srv",
                                  "VolumeOptions":{"DriverConfig":{"Options":{"o":"password=s3cr3t"}}}}]
                                """));

        assertThat(derivation.difference("HostConfig.Mounts")).isPresent();
        assertThat(derivation.derive().differences().toString()).doesNotContain("s3cr3t");
    }

    private static Derivation anonymous() {
        return ofPmm2().storage(new StorageLayout.AnonymousVolume(new VolumeName(GENERATED)))
                .without("/HostConfig/Binds")
                .with("/Config/Volumes", Map.of("/srv", Map.of()))
                .with("/Mounts", List.of(volumeMount(GENERATED, "/srv")));
    }

    private static Derivation dataContainer(boolean present) {
        Derivation derivation = ofPmm2().storage(
                        new StorageLayout.DataContainer("pmm-data-container", present, new VolumeName(GENERATED)))
                .without("/HostConfig/Binds")
                .with("/HostConfig/VolumesFrom", List.of("pmm-data-container:rw"))
                .with("/Mounts", List.of(volumeMount(GENERATED, "/srv")));
        return present
                ? derivation.neighbour(Derivation.container(
                        "pmm-data-container", "d".repeat(64), List.of(volumeMount(GENERATED, "/srv"))))
                : derivation;
    }
}
