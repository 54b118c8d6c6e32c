package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.container.OwnedVolume;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.container.VolumeSpec;
import io.github.pmmmigration.testing.ContainerEngineContract.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks of volumes: nothing that holds data goes away by accident. */
final class VolumeChecks {
    private static final String ANONYMOUS_NAME = "[0-9a-f]{64}";

    private VolumeChecks() {}

    static Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("creates a volume with labels", VolumeChecks::creates);
        checks.put("returns an existing volume unchanged", VolumeChecks::returnsExisting);
        checks.put("shows nothing for a volume that does not exist", VolumeChecks::showsNoAbsentVolume);
        checks.put("removes a volume of this library, and is satisfied when it is gone", VolumeChecks::removesOwned);
        checks.put("refuses to remove a volume that a container uses", VolumeChecks::refusesUsed);
        checks.put("keeps named volumes when their container is removed", VolumeChecks::keepsNamed);
        checks.put("shows anonymous volumes by name, and keeps them too", VolumeChecks::keepsAnonymous);
        checks.put("resolves volumes of another container, also after its renaming", VolumeChecks::resolvesVolumesFrom);
        checks.put("refuses volumes of a container that does not exist", VolumeChecks::refusesVolumesFromNowhere);
        return checks;
    }

    private static void creates(ContractBench bench) {
        VolumeSnapshot created = bench.volume("labelled", Map.of("purpose", "contract"));

        VolumeSnapshot seen = bench.engine().inspectVolume(created.name()).orElseThrow();
        Expect.equal(seen.name(), bench.volumeName("labelled"), "the name");
        Expect.equal(seen.labels().get("purpose"), "contract", "the label");
        Expect.equal(seen.driver(), "local", "the driver");
    }

    private static void returnsExisting(ContractBench bench) {
        VolumeSnapshot first = bench.volume("twice", Map.of("purpose", "first"));

        VolumeSnapshot second = bench.engine().createVolume(new VolumeSpec(first.name(), Map.of("purpose", "second")));

        Expect.equal(second.labels().get("purpose"), "first", "the label that was there before");
        Expect.equal(
                second.labels().get(MigrationLabels.MIGRATION),
                bench.migration().value(),
                "the migration that owns it");
    }

    private static void showsNoAbsentVolume(ContractBench bench) {
        Expect.equal(bench.engine().inspectVolume(bench.volumeName("absent")), Optional.empty(), "an absent volume");
    }

    private static void removesOwned(ContractBench bench) {
        VolumeSnapshot volume = bench.volume("removable", Map.of());
        OwnedVolume owned = volume.ownedBy(bench.migration()).orElseThrow();

        bench.engine().removeVolume(owned);
        Expect.that(bench.engine().inspectVolume(volume.name()).isEmpty(), "the volume is gone");

        bench.engine().removeVolume(owned);
    }

    private static void refusesUsed(ContractBench bench) {
        VolumeSnapshot volume = bench.volume("used", Map.of());
        bench.create("user", bench.sleeper().with("/HostConfig/Binds", List.of(volume.name() + ":/data")));
        OwnedVolume owned = volume.ownedBy(bench.migration()).orElseThrow();

        Expect.thrown(EngineRejectedException.class, () -> bench.engine().removeVolume(owned));

        Expect.that(bench.engine().inspectVolume(volume.name()).isPresent(), "the volume is still there");
    }

    private static void keepsNamed(ContractBench bench) {
        VolumeName volume = bench.volume("kept", Map.of()).name();
        ContainerId id = bench.create("user", bench.sleeper().with("/HostConfig/Binds", List.of(volume + ":/data")));

        bench.engine().remove(id);

        Expect.that(bench.engine().inspectVolume(volume).isPresent(), "the volume is still there");
    }

    private static void keepsAnonymous(ContractBench bench) {
        ContainerId id = bench.create("user", bench.sleeper().with("/Volumes/~1data", Map.of()));
        Mount mount = bench.look(id).mountAt("/data").orElseThrow();
        VolumeName volume = mount.volume().orElseThrow();
        Expect.that(volume.value().matches(ANONYMOUS_NAME), "the name has 64 hexadecimal digits: " + volume);

        bench.engine().remove(id);

        Expect.that(bench.engine().inspectVolume(volume).isPresent(), "the anonymous volume is still there");
    }

    private static void resolvesVolumesFrom(ContractBench bench) {
        VolumeName volume = bench.volume("shared", Map.of()).name();
        ContainerId source =
                bench.create("source", bench.sleeper().with("/HostConfig/Binds", List.of(volume + ":/data")));
        String named = bench.name("source").value();
        ContainerId user = bench.create("user", bench.sleeper().with("/HostConfig/VolumesFrom", List.of(named)));

        bench.engine().rename(source, bench.name("renamed"));

        ContainerSnapshot seen = bench.look(user);
        Expect.equal(seen.mountAt("/data").flatMap(Mount::volume), Optional.of(volume), "the resolved volume");
        Expect.equal(seen.document().texts("/HostConfig/VolumesFrom"), List.of(named), "the text as it was given");
    }

    private static void refusesVolumesFromNowhere(ContractBench bench) {
        Expect.thrown(
                EngineRejectedException.class,
                () -> bench.create(
                        "orphan", bench.sleeper().with("/HostConfig/VolumesFrom", List.of("pmm-contract-absent"))));
    }
}
