package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.error.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An ordinary PMM 2 server that a test makes unusual in one respect, and what becomes of it. */
public final class Derivation {
    public static final String ID = "4f1d2c3b5a697887766554433221100ffeeddccbbaa99887766554433221100f";
    public static final String SHORT_ID = "4f1d2c3b5a69";

    private static final String CONTAINER = """
            {"Id": "%s", "Name": "/pmm-server", "Image": "sha256:aa",
             "State": {"Status": "running", "ExitCode": 0, "Error": "",
                       "StartedAt": "2025-01-01T00:00:00Z", "FinishedAt": "0001-01-01T00:00:00Z"},
             "Config": {"Hostname": "%s", "Domainname": "", "User": "", "AttachStdin": false, "Tty": false,
                        "ExposedPorts": {"443/tcp": {}, "80/tcp": {}},
                        "Env": ["PATH=/usr/sbin:/usr/bin", "LANG=en_US.utf8", "GF_PLUGIN_DIR=/srv/grafana/plugins"],
                        "Cmd": ["/opt/entrypoint.sh"], "Image": "percona/pmm-server:2", "Volumes": null,
                        "WorkingDir": "/opt", "Entrypoint": null, "OnBuild": null,
                        "Labels": {"org.opencontainers.image.version": "2.44.1"}},
             "HostConfig": {"Binds": ["pmm-data:/srv"], "NetworkMode": "default",
                            "PortBindings": {"443/tcp": [{"HostIp": "", "HostPort": "443"}]},
                            "RestartPolicy": {"Name": "always", "MaximumRetryCount": 0}, "AutoRemove": false,
                            "VolumesFrom": null, "Memory": 0, "ConsoleSize": [0, 0]},
             "Mounts": [{"Type": "volume", "Name": "pmm-data", "Source": "/var/lib/docker/volumes/pmm-data/_data",
                         "Destination": "/srv", "Driver": "local", "Mode": "z", "RW": true}],
             "NetworkSettings": {"Networks": {"bridge": {"IPAMConfig": null, "Links": null, "Aliases": null,
                 "NetworkID": "n1", "EndpointID": "e1", "Gateway": "172.17.0.1", "IPAddress": "172.17.0.2",
                 "MacAddress": "02:42:ac:11:00:02", "DriverOpts": null}}}}
            """.formatted(ID, SHORT_ID);

    private static final String IMAGE = """
            {"Id": "sha256:aa", "RepoTags": ["percona/pmm-server:2"], "RepoDigests": [],
             "Config": {"Env": ["PATH=/usr/sbin:/usr/bin", "LANG=en_US.utf8", "GF_PLUGIN_DIR=/srv/grafana/plugins"],
                        "Cmd": ["/opt/entrypoint.sh"], "Entrypoint": null, "User": "", "WorkingDir": "/opt",
                        "ExposedPorts": {"443/tcp": {}, "80/tcp": {}},
                        "Labels": {"org.opencontainers.image.version": "2.44.1"}}}
            """;

    private ConfigDocument container = ConfigDocument.parse(CONTAINER);
    private ConfigDocument image = ConfigDocument.parse(IMAGE);
    private ReplacementKind kind = ReplacementKind.MIGRATE;
    private StorageLayout storage = new StorageLayout.NamedVolume(new VolumeName("pmm-data"));
    private Optional<VolumeName> dataVolume = Optional.empty();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private ConfigurationOverrides overrides = ConfigurationOverrides.none();
    private EngineInfo engine = engine("Docker Engine", "20.10.24", "1.41");
    private final List<ContainerSnapshot> neighbours = new ArrayList<>();

    private Derivation() {}

    public static Derivation ofPmm2() {
        return new Derivation();
    }

    public static Derivation of(ConfigDocument container, ConfigDocument image) {
        Derivation derivation = new Derivation();
        derivation.container = container;
        derivation.image = image;
        return derivation;
    }

    public Derivation with(String pointer, Object value) {
        container = container.with(pointer, value);
        return this;
    }

    public Derivation without(String pointer) {
        container = container.without(pointer);
        return this;
    }

    public Derivation env(String... entries) {
        for (String entry : entries) {
            container = container.with("/Config/Env/-", entry);
        }
        return this;
    }

    public Derivation image(String pointer, Object value) {
        image = image.with(pointer, value);
        return this;
    }

    public Derivation kind(ReplacementKind wanted) {
        kind = wanted;
        return this;
    }

    public Derivation storage(StorageLayout layout) {
        storage = layout;
        return this;
    }

    public Derivation dataVolume(String name) {
        dataVolume = Optional.of(new VolumeName(name));
        return this;
    }

    public Derivation label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public Derivation overrides(UnaryOperator<ConfigurationOverrides> change) {
        overrides = change.apply(overrides);
        return this;
    }

    public Derivation engineOf(String name, String version, String api) {
        engine = engine(name, version, api);
        return this;
    }

    public Derivation neighbour(ContainerSnapshot neighbour) {
        neighbours.add(neighbour);
        return this;
    }

    public ContainerSnapshot source() {
        return ContainerSnapshot.of(container);
    }

    public ImageSnapshot sourceImage() {
        return ImageSnapshot.of(image);
    }

    public Replacement derive() {
        return ReplacementConfiguration.derive(new ReplacementRequest(
                source(),
                sourceImage(),
                ImageReference.parse("percona/pmm-server:3.8.1"),
                Optional.empty(),
                kind,
                storage,
                dataVolume,
                labels,
                overrides,
                engine,
                neighbours));
    }

    public ConfigDocument configuration() {
        return derive().configuration();
    }

    public List<String> codes() {
        return derive().findings().stream().map(Finding::code).toList();
    }

    public Optional<ConfigurationDifference> difference(String path) {
        return derive().differences().stream()
                .filter(difference -> difference.path().equals(path))
                .findFirst();
    }

    public static EngineInfo engine(String name, String version, String api) {
        return new EngineInfo(name, version, api, "unix:///var/run/docker.sock", ConfigDocument.empty());
    }

    /** Makes another container with these mounts in the engine's words. */
    public static ContainerSnapshot container(String name, String id, List<ConfigDocument> mounts) {
        return ContainerSnapshot.of(ConfigDocument.parse(CONTAINER)
                .with("/Id", id)
                .with("/Name", "/" + name)
                .with("/State/Status", "created")
                .with("/State/StartedAt", "0001-01-01T00:00:00Z")
                .with("/HostConfig/RestartPolicy/Name", "no")
                .with("/HostConfig/PortBindings", Map.of())
                .with("/HostConfig/Binds", List.of())
                .with("/Mounts", mounts));
    }

    public static ConfigDocument volumeMount(String volume, String destination) {
        return ConfigDocument.empty()
                .with("/Type", "volume")
                .with("/Name", volume)
                .with("/Source", "/var/lib/docker/volumes/" + volume + "/_data")
                .with("/Destination", destination)
                .with("/Driver", "local")
                .with("/RW", true);
    }
}
