package io.github.pmmmigration.internal.configuration;

import static io.github.pmmmigration.internal.configuration.Derivation.ofPmm2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortFieldsTest {
    @Test
    void movesTheInnerSideAndLeavesTheHostsSideAlone() {
        ConfigDocument ports = ports(ofPmm2().with("/HostConfig/PortBindings", json("""
                        {"443/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8443"}, {"HostIp": "::1", "HostPort": "8443"}],
                         "80/tcp": [{"HostIp": "", "HostPort": "8000-8010"}],
                         "9000/udp": [{"HostIp": "", "HostPort": "9000"}], "443/udp": [{"HostIp": "", "HostPort": "443"}]}
                        """)));

        assertThat(ports).isEqualTo(json("""
                                {"8443/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8443"}, {"HostIp": "::1", "HostPort": "8443"}],
                                 "8080/tcp": [{"HostIp": "", "HostPort": "8000-8010"}],
                                 "9000/udp": [{"HostIp": "", "HostPort": "9000"}],
                                 "443/udp": [{"HostIp": "", "HostPort": "443"}]}
                                """));
    }

    @Test
    void mergesWithWhatIsPublishedThereAlready() {
        ConfigDocument ports = ports(ofPmm2().with("/HostConfig/PortBindings", json("""
                        {"8443/tcp": [{"HostIp": "", "HostPort": "9443"}, {"HostIp": "", "HostPort": "443"}],
                         "443/tcp": [{"HostIp": "", "HostPort": "443"}]}
                        """)));

        assertThat(ports).isEqualTo(json("""
                                {"8443/tcp": [{"HostIp": "", "HostPort": "9443"}, {"HostIp": "", "HostPort": "443"}]}
                                """));
    }

    @Test
    void leavesOutPortsThatAreListedAndNotPublished() {
        Derivation derivation = ofPmm2().with("/HostConfig/PortBindings", json("{\"443/tcp\":null,\"80/tcp\":[]}"));

        assertThat(derivation.configuration().at("/HostConfig/PortBindings")).isEmpty();
    }

    @Test
    void keepsPortsThatTheUserExposed() {
        ConfigDocument configuration = ofPmm2().with("/Config/ExposedPorts/7777~1tcp", Map.of())
                .with("/Config/ExposedPorts/9999~1udp", Map.of())
                .configuration();

        assertThat(configuration.keys("/ExposedPorts")).containsExactly("7777/tcp", "9999/udp", "8443/tcp");
    }

    @Test
    void describesAMoveForPeople() {
        assertThat(ofPmm2().difference("HostConfig.PortBindings.443/tcp")).hasValueSatisfying(difference -> {
            assertThat(difference.before()).isEqualTo("443:443/tcp");
            assertThat(difference.after()).isEqualTo("443:8443/tcp");
        });
    }

    @Test
    void warnsAboutPortsThatChangeWithEveryContainer() {
        assertThat(ofPmm2().with("/HostConfig/PublishAllPorts", true).codes()).containsExactly("RANDOM_HOST_PORT");
        for (String hostPort : List.of("", "0", "8000-8010")) {
            assertThat(ofPmm2().with("/HostConfig/PortBindings/443~1tcp/0/HostPort", hostPort)
                            .codes())
                    .as(hostPort)
                    .containsExactly("RANDOM_HOST_PORT");
        }
    }

    @Test
    void letsAnOverrideTakeThePlaceOfWhatWasPublishedForThatPort() {
        Derivation derivation = ofPmm2().with(
                        "/HostConfig/PortBindings/80~1tcp", List.of(Map.of("HostIp", "", "HostPort", "80")))
                .overrides(o -> o.withPublishedPort("127.0.0.1:9443:8443")
                        .withPublishedPort("[::1]:9443:8443/tcp")
                        .withPublishedPort("53:53/udp"));

        assertThat(ports(derivation)).isEqualTo(json("""
                                {"8443/tcp": [{"HostIp": "127.0.0.1", "HostPort": "9443"}, {"HostIp": "::1", "HostPort": "9443"}],
                                 "8080/tcp": [{"HostIp": "", "HostPort": "80"}],
                                 "53/udp": [{"HostIp": "", "HostPort": "53"}]}
                                """));
        assertThat(derivation.configuration().keys("/ExposedPorts")).contains("53/udp");
        assertThat(derivation.difference("HostConfig.PortBindings.8443/tcp")).isPresent();
    }

    private static ConfigDocument ports(Derivation derivation) {
        return derivation.configuration().at("/HostConfig/PortBindings").orElseThrow();
    }

    private static ConfigDocument json(String text) {
        return ConfigDocument.parse(text);
    }
}
