package io.github.pmmmigration.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannedConfigurationTest {
    private static final ConfigDocument PLANNED = ConfigDocument.parse("""
            {
              "Image": "percona/pmm-server:3.7.0",
              "Env": ["A=1", "PASSWORD=secret"],
              "Labels": {"team": "db/1"},
              "Cmd": null,
              "HostConfig": {
                "Memory": 1073741824,
                "Privileged": false,
                "PortBindings": {"8443/tcp": [{"HostIp": "", "HostPort": "443"}]},
                "RestartPolicy": {"Name": "no"}
              },
              "NetworkingConfig": {"EndpointsConfig": {"front": {"Aliases": ["m"]}}}
            }""");

    private static final String CREATED = """
            {
              "Id": "0123456789ab0123456789ab0123456789ab0123456789ab0123456789ab0123",
              "Name": "/pmm",
              "Image": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
              "Created": "2026-11-01T00:00:00Z",
              "State": {"Status": "running", "ExitCode": 0},
              "Config": {
                "Image": "percona/pmm-server:3.7.0",
                "Env": ["PATH=/bin", "PASSWORD=secret", "A=1"],
                "Labels": {"team": "db/1", "version": "3.7.0"}
              },
              "HostConfig": {
                "Memory": 1073741824,
                "MemorySwap": 2147483648,
                "PortBindings": {"8443/tcp": [{"HostIp": "", "HostPort": "443"}]},
                "RestartPolicy": {"Name": "always"}
              },
              "NetworkSettings": {"Networks": {"front": {"Aliases": ["m", "0123456789ab"], "IPAddress": "10.0.0.2"}}}
            }""";

    @Test
    void passesOverWhatTheEngineAndTheImageAdd() {
        PlannedConfiguration.Result result = PlannedConfiguration.compare(PLANNED, container(CREATED));

        assertThat(result.deviations()).isEmpty();
        assertThat(result.compared()).isEqualTo(6);
    }

    @Test
    void namesThePlacesThatAreNotAsPlannedAndNotWhatStandsThere() {
        String other = CREATED.replace("\"PASSWORD=secret\", ", "")
                .replace("\"Memory\": 1073741824", "\"Memory\": 0")
                .replace("\"443\"", "\"8443\"")
                .replace("db/1", "db/2")
                .replace("\"m\", ", "");

        PlannedConfiguration.Result result = PlannedConfiguration.compare(PLANNED, container(other));

        assertThat(result.deviations())
                .containsExactly(
                        "Env",
                        "Labels.team",
                        "HostConfig.Memory",
                        "HostConfig.PortBindings.8443/tcp",
                        "NetworkingConfig.EndpointsConfig.front.Aliases");
    }

    @Test
    void understandsWhatPodmanSaysInOtherWords() {
        ConfigDocument planned = PLANNED.with("/HostConfig/Binds", List.of("pmm-data:/srv", "/etc/own:/own:ro,z"))
                .with("/HostConfig/Ulimits", List.of(Map.of("Name", "nofile", "Soft", 8, "Hard", 9)))
                .with("/HostConfig/NetworkMode", "front");
        ConfigDocument created = ConfigDocument.parse(CREATED)
                .with("/Config/Image", "docker.io/percona/pmm-server:3.7.0")
                .with(
                        "/HostConfig/Binds",
                        List.of("/etc/own:/own:ro,z,rprivate,rbind", "pmm-data:/srv:rw,rprivate,nosuid,nodev,rbind"))
                .with("/HostConfig/Ulimits", List.of(Map.of("Name", "RLIMIT_NOFILE", "Soft", 8, "Hard", 9)))
                .with("/HostConfig/NetworkMode", "bridge");

        assertThat(deviations(planned, created)).isEmpty();
        assertThat(deviations(planned, created.with("/HostConfig/Ulimits/0/Soft", 7)))
                .containsExactly("HostConfig.Ulimits");
        assertThat(deviations(planned, created.with("/Config/Image", "quay.io/percona/pmm-server:3.7.0")))
                .containsExactly("Image");
        assertThat(deviations(planned, created.with("/HostConfig/Binds", List.of("/etc/own:/own:z", "pmm-data:/srv"))))
                .containsExactly("HostConfig.Binds");
        assertThat(deviations(planned, created.with("/NetworkSettings/Networks/bridge/IPAddress", "10.0.0.3")))
                .containsExactly("HostConfig.NetworkMode");
    }

    private static List<String> deviations(ConfigDocument planned, ConfigDocument created) {
        return PlannedConfiguration.compare(planned, ContainerSnapshot.of(created))
                .deviations();
    }

    private static ContainerSnapshot container(String inspection) {
        return ContainerSnapshot.of(ConfigDocument.parse(inspection));
    }
}
