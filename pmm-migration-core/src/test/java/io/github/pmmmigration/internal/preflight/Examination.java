package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.internal.configuration.Derivation;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.MigrationNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** A healthy server that a test gives one problem, and what is found about it. */
final class Examination {
    static final long GIB = 1024L * 1024;

    private Derivation server = Derivation.ofPmm2();
    private StorageLayout storage = new StorageLayout.NamedVolume(new VolumeName("pmm-data"));
    private Optional<VolumeSnapshot> volume = Optional.empty();
    private Optional<ServerVersion> version = answer("2.44.1", "2.44.1-99.2411201545.f5a2c63.el9");
    private String engineName = "Docker Engine";
    private String engineVersion = "20.10.24";
    private ConfigDocument engine = ConfigDocument.parse("{\"MemTotal\": 17179869184, \"KernelVersion\": \"6.1.0\"}");
    private final Map<String, String> probe = new LinkedHashMap<>(Map.of(
            InsideProbe.DISTRIBUTION, "present",
            InsideProbe.PG_VERSION, "14",
            InsideProbe.DATA_SIZE, Long.toString(GIB),
            InsideProbe.ROOT_FREE, Long.toString(100 * GIB),
            InsideProbe.CPU_MISSING, "",
            InsideProbe.CLOCK, "1735689600"));
    private String target = "percona/pmm-server:3.8.1";
    private Optional<ImageSnapshot> targetImage = Optional.empty();
    private ReplacementKind kind = ReplacementKind.MIGRATE;
    private DataStrategy strategy = DataStrategy.inPlace();
    private OptionalInt apiKeys = OptionalInt.of(0);
    private final List<ContainerSnapshot> neighbours = new ArrayList<>();

    static Examination ofHealthyServer() {
        return new Examination();
    }

    Examination server(UnaryOperator<Derivation> change) {
        server = change.apply(server);
        return this;
    }

    Examination storage(StorageLayout layout) {
        storage = layout;
        server.storage(layout);
        return this;
    }

    Examination volume(String driver, Map<String, String> options) {
        volume = Optional.of(VolumeSnapshot.of(ConfigDocument.empty()
                .with("/Name", "pmm-data")
                .with("/Driver", driver)
                .with("/Options", options)));
        return this;
    }

    Examination version(String text, String full) {
        version = answer(text, full);
        return this;
    }

    Examination noVersion() {
        version = Optional.empty();
        return this;
    }

    Examination engine(String pointer, Object value) {
        engine = engine.with(pointer, value);
        return this;
    }

    Examination podman(String number) {
        engineName = "Podman Engine";
        engineVersion = number;
        return this;
    }

    Examination fact(String key, Object value) {
        probe.put(key, value.toString());
        return this;
    }

    Examination noFact(String key) {
        probe.remove(key);
        return this;
    }

    Examination target(String reference) {
        target = reference;
        return this;
    }

    Examination targetImage(String json) {
        targetImage = Optional.of(ImageSnapshot.of(ConfigDocument.parse(json)));
        return this;
    }

    Examination kind(ReplacementKind wanted) {
        kind = wanted;
        server.kind(wanted);
        return this;
    }

    Examination strategy(DataStrategy wanted) {
        strategy = wanted;
        return this;
    }

    Examination apiKeys(int count) {
        apiKeys = OptionalInt.of(count);
        return this;
    }

    /** Adds a running container with a name and an image of its own, changed as told. */
    Examination neighbour(String name, UnaryOperator<ConfigDocument> change) {
        ConfigDocument plain = Derivation.container(
                        name, Integer.toHexString(neighbours.size() + 1).repeat(64), List.of())
                .document()
                .with("/State/Status", "running")
                .with("/State/StartedAt", "2025-01-01T00:00:00Z")
                .with("/Config/Image", "example/other:1")
                .with("/NetworkSettings/Networks", Map.of());
        neighbours.add(ContainerSnapshot.of(change.apply(plain)));
        return this;
    }

    List<Finding> findings() {
        EngineInfo info = new EngineInfo(engineName, engineVersion, "1.41", "unix:///x", engine);
        return Preflight.examine(new PreflightInput(
                server.source(),
                server.sourceImage(),
                neighbours,
                storage,
                volume,
                info,
                version,
                probe,
                ImageReference.parse(target),
                targetImage,
                Optional.empty(),
                kind,
                strategy,
                apiKeys,
                Optional.of(new MigrationNames(new ContainerName("pmm-server"), new MigrationId("4f1d2c3b5a69"), 1)),
                Optional.of(Instant.parse("2025-01-01T00:00:05Z")),
                server.derive()));
    }

    List<String> codes() {
        return findings().stream().map(Finding::code).toList();
    }

    private static Optional<ServerVersion> answer(String text, String full) {
        return Optional.of(new ServerVersion(PmmVersion.parse(text), full, "DOCKER"));
    }
}
