package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.testing.ContainerEngineContract.Check;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks of what an engine tells. */
final class ReadingChecks {
    private static final ContainerRef ABSENT = ContainerRef.of("pmm-contract-absent");
    private static final ImageReference ABSENT_IMAGE = ImageReference.parse("127.0.0.1:1/pmm-contract/absent:none");

    private ReadingChecks() {}

    static Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("says who it is", ReadingChecks::saysWhoItIs);
        checks.put("can be closed twice", ReadingChecks::closesTwice);
        checks.put("shows nothing for a container that does not exist", ReadingChecks::showsNoAbsentContainer);
        checks.put("finds a container by name, identifier and beginning of identifier", ReadingChecks::findsContainers);
        checks.put("shows what a container was created with", ReadingChecks::showsConfiguration);
        checks.put("lists containers in every state by their labels", ReadingChecks::listsByLabel);
        checks.put("shows an image by reference and by identifier", ReadingChecks::showsImages);
        checks.put("shows nothing for an image that is not there", ReadingChecks::showsNoAbsentImage);
        checks.put("fails to pull an image that cannot be had", ReadingChecks::failsToPullAbsentImage);
        return checks;
    }

    private static void saysWhoItIs(ContractBench bench) {
        EngineInfo info = bench.engine().ping();

        Expect.that(!info.name().isEmpty(), "it has a name");
        Expect.that(!info.version().isEmpty(), "it has a version");
        Expect.that(!info.apiVersion().isEmpty(), "it says which interface it speaks");
    }

    private static void closesTwice(ContractBench bench) {
        bench.engine().close();
        bench.engine().close();
    }

    private static void showsNoAbsentContainer(ContractBench bench) {
        Expect.equal(bench.engine().inspect(ABSENT), Optional.empty(), "an absent container");
    }

    private static void findsContainers(ContractBench bench) {
        ContainerId id = bench.create("found", bench.sleeper());

        for (ContainerRef ref : List.of(bench.name("found").toRef(), id.toRef(), ContainerRef.of(id.shortened()))) {
            ContainerSnapshot found = bench.engine()
                    .inspect(ref)
                    .orElseThrow(() -> new AssertionError("expected to find the container by " + ref));
            Expect.equal(found.id(), id, "the container found by " + ref);
            Expect.equal(found.name(), bench.name("found"), "its name");
        }
    }

    private static void showsConfiguration(ContractBench bench) {
        String volume = bench.volume("data", Map.of()).name().value();
        ConfigDocument asked = bench.sleeper()
                .with("/Env", List.of("CONTRACT=with = and spaces"))
                .with("/Labels/purpose", "contract")
                .with("/StopTimeout", 321)
                .with("/HostConfig/Binds", List.of(volume + ":/data:ro"))
                .with("/HostConfig/RestartPolicy", Map.of("Name", "on-failure", "MaximumRetryCount", 3));

        ContainerSnapshot shown = bench.look(bench.create("configured", asked));

        Expect.that(
                shown.document().texts("/Config/Env").contains("CONTRACT=with = and spaces"),
                "the environment is shown");
        Expect.equal(shown.label("purpose"), Optional.of("contract"), "the label");
        Expect.equal(shown.document().number("/Config/StopTimeout").orElse(0), 321L, "the stop timeout");
        Expect.equal(shown.document().texts("/HostConfig/Binds"), List.of(volume + ":/data:ro"), "the binds");
        Expect.equal(shown.restartPolicy().toString(), "on-failure:3", "the restart policy");
        Expect.equal(shown.imageReference(), bench.image(), "the image's reference");
        Expect.that(shown.mountAt("/data").filter(mount -> !mount.writable()).isPresent(), "the mount is read-only");
    }

    private static void listsByLabel(ContractBench bench) {
        ContainerId created = bench.create("created", bench.sleeper());
        ContainerId running = bench.running("running", bench.sleeper().with("/Labels/extra", "yes"));
        ContainerFilter ours = ContainerFilter.all()
                .withLabel(MigrationLabels.MIGRATION, bench.migration().value());

        Expect.equal(ids(bench, ours), sorted(List.of(created, running)), "the containers of this check");
        Expect.equal(ids(bench, ours.withLabel("extra", "yes")), List.of(running), "those with one more label");
        Expect.equal(ids(bench, ours.withLabel("extra", "no")), List.of(), "those with another value");
        Expect.that(ids(bench, ContainerFilter.all()).contains(created), "all containers include a created one");
    }

    private static List<ContainerId> ids(ContractBench bench, ContainerFilter filter) {
        return sorted(
                bench.engine().list(filter).stream().map(ContainerSnapshot::id).toList());
    }

    private static List<ContainerId> sorted(List<ContainerId> ids) {
        return ids.stream().sorted(Comparator.comparing(ContainerId::value)).toList();
    }

    private static void showsImages(ContractBench bench) {
        ImageSnapshot byReference = bench.engine()
                .inspectImage(ImageReference.parse(bench.image()))
                .orElseThrow(() -> new AssertionError("expected the image of the check to be there"));
        Optional<ImageSnapshot> byId = bench.engine().inspectImage(byReference.id());

        Expect.equal(byId.map(ImageSnapshot::id), Optional.of(byReference.id()), "the image found by identifier");
        Expect.equal(
                bench.look(bench.create("imaged", bench.sleeper())).image(), byReference.id(), "the container's image");
    }

    private static void showsNoAbsentImage(ContractBench bench) {
        ImageId absent = new ImageId("sha256:" + "0".repeat(64));

        Expect.equal(bench.engine().inspectImage(ABSENT_IMAGE), Optional.empty(), "an absent image");
        Expect.equal(bench.engine().inspectImage(absent), Optional.empty(), "an absent image");
    }

    private static void failsToPullAbsentImage(ContractBench bench) {
        Expect.thrown(ImageNotAvailableException.class, () -> bench.engine().pull(ABSENT_IMAGE, PullListener.NONE));
    }
}
