package io.github.pmmmigration.internal.configuration;

import static io.github.pmmmigration.internal.configuration.Derivation.ofPmm2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFieldsTest {
    private static final String FRONT = """
            {"IPAMConfig": {"IPv4Address": "172.30.0.5", "IPv6Address": "2001:db8::5", "LinkLocalIPs": ["169.254.1.1"]},
             "Links": ["db:database"], "Aliases": ["pmm", "4f1d2c3b5a69"], "DriverOpts": {"a": "b"}, "GwPriority": 7,
             "NetworkID": "n2", "EndpointID": "e2", "Gateway": "172.30.0.1", "IPAddress": "172.30.0.5", "IPPrefixLen": 16,
             "IPv6Gateway": "", "GlobalIPv6Address": "2001:db8::5", "GlobalIPv6PrefixLen": 64,
             "MacAddress": "02:42:ac:1e:00:05", "DNSNames": ["pmm-server", "4f1d2c3b5a69", "pmm"]}
            """;

    private static final String BACK = """
            {"IPAMConfig": {}, "Links": null, "Aliases": ["4f1d2c3b5a69"], "NetworkID": "n3", "IPAddress": "172.31.0.2",
             "MacAddress": "02:42:ac:1f:00:02"}
            """;

    @Test
    void sendsOnlyWhatWasConfiguredOfAnEndpoint() {
        ConfigDocument endpoints = endpoints(onFront());

        assertThat(endpoints).isEqualTo(ConfigDocument.parse("""
                                {"front": {"IPAMConfig": {"IPv4Address": "172.30.0.5", "IPv6Address": "2001:db8::5",
                                   "LinkLocalIPs": ["169.254.1.1"]}, "Links": ["db:database"], "Aliases": ["pmm"],
                                   "DriverOpts": {"a": "b"}, "GwPriority": 7}}
                                """));
    }

    @Test
    void saysNothingAboutWhatTheEngineMadeUp() {
        assertThat(onFront().derive().differences())
                .noneMatch(difference -> difference.path().startsWith("Networking"));
    }

    @Test
    void putsTheMainNetworkFirst() {
        Derivation derivation = ofPmm2().with("/HostConfig/NetworkMode", "front")
                .with("/NetworkSettings/Networks", ordered("back", BACK, "front", FRONT));

        assertThat(endpoints(derivation).keys("")).containsExactly("front", "back");
        assertThat(endpoints(derivation).at("/back")).contains(ConfigDocument.empty());
    }

    @Test
    void namesANetworkThatTheModeGivesByItsIdentifier() {
        Derivation derivation = onFront().with("/HostConfig/NetworkMode", "n2");

        assertThat(derivation.configuration().text("/HostConfig/NetworkMode")).contains("front");
    }

    @Test
    void followsTheNetworksWhenTheModeIsOutOfDate() {
        Derivation derivation = onFront().with("/HostConfig/NetworkMode", "left-since");

        assertThat(derivation.configuration().text("/HostConfig/NetworkMode")).contains("front");
        assertThat(derivation.difference("HostConfig.NetworkMode")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "bridge", ""})
    void sendsNoEndpointForThePlainBridge(String mode) {
        ConfigDocument configuration = ofPmm2().with("/HostConfig/NetworkMode", mode)
                .with("/NetworkSettings/Networks/bridge/Aliases", List.of("refused-there"))
                .configuration();

        assertThat(configuration.at("/NetworkingConfig")).isEmpty();
        assertThat(configuration.text("/HostConfig/NetworkMode")).contains(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "none"})
    void sendsNoEndpointWhereThereIsNoNetwork(String mode) {
        ConfigDocument configuration = ofPmm2().with("/HostConfig/NetworkMode", mode)
                .with("/NetworkSettings/Networks", Map.of(mode, Map.of("Aliases", List.of("x"))))
                .configuration();

        assertThat(configuration.at("/NetworkingConfig")).isEmpty();
    }

    @Test
    void hasNothingOfItsOwnInANeighboursNetwork() {
        ConfigDocument configuration = ofPmm2().with("/HostConfig/NetworkMode", "container:abcdef")
                .with("/HostConfig/Dns", List.of("1.1.1.1"))
                .with("/HostConfig/ExtraHosts", List.of("a:1.1.1.1"))
                .with("/Config/Hostname", "neighbour")
                .with("/Config/Domainname", "example.org")
                .with("/NetworkSettings/Networks", Map.of())
                .configuration();

        assertThat(configuration.keys(""))
                .doesNotContain("NetworkingConfig", "ExposedPorts", "Hostname", "Domainname", "MacAddress");
        assertThat(configuration.keys("/HostConfig")).doesNotContain("PortBindings", "Dns", "ExtraHosts");
        assertThat(configuration.text("/HostConfig/NetworkMode")).contains("container:abcdef");
    }

    @ParameterizedTest
    @CsvSource({
        // state, engine, API, shown for the endpoint, shown for the container, kept
        "running, 20.10.24, 1.41, 02:42:ac:1e:00:05, '', ''",
        "running, 20.10.24, 1.41, 0a:0b:0c:0d:0e:0f, 0a:0b:0c:0d:0e:0f, 0a:0b:0c:0d:0e:0f",
        "exited, 20.10.24, 1.41, '', 0a:0b:0c:0d:0e:0f, 0a:0b:0c:0d:0e:0f",
        "exited, 20.10.24, 1.41, '', '', ''",
        "running, 26.1.5, 1.45, 02:42:ac:1e:00:05, '', ''",
        "running, 26.1.5, 1.45, 92:d0:c6:0a:29:33, 92:d0:c6:0a:29:33, 92:d0:c6:0a:29:33",
        "exited, 28.5.2, 1.51, '', 92:d0:c6:0a:29:33, 92:d0:c6:0a:29:33",
        "running, 28.5.2, 1.51, 92:d0:c6:0a:29:33, '', ''",
        "running, 29.7.0, 1.55, 92:d0:c6:0a:29:33, '', 92:d0:c6:0a:29:33",
        "running, 29.7.0, 1.55, 00:11:22:33:44:55, '', 00:11:22:33:44:55",
        "exited, 29.7.0, 1.55, 92:d0:c6:0a:29:33, '', 92:d0:c6:0a:29:33"
    })
    void tellsConfiguredHardwareAddressesFromGeneratedOnes(ArgumentsAccessor row) {
        Derivation derivation = onFront()
                .engineOf("Docker Engine", row.getString(1), row.getString(2))
                .with("/State/Status", row.getString(0))
                .with("/NetworkSettings/Networks/front/MacAddress", row.getString(3))
                .with("/Config/MacAddress", row.getString(4));
        String kept = row.getString(5);

        boolean old = row.getString(2).equals("1.41");
        assertThat(endpoints(derivation).text("/front/MacAddress").orElse("")).isEqualTo(old ? "" : kept);
        assertThat(derivation.configuration().text("/MacAddress").orElse("")).isEqualTo(old ? kept : "");
    }

    @ParameterizedTest
    @CsvSource({
        "running, 26.1.5, 02:42:ac:1f:00:02, ''",
        "running, 26.1.5, 92:d0:c6:0a:29:33, 92:d0:c6:0a:29:33",
        "running, 28.5.2, 92:d0:c6:0a:29:33, 92:d0:c6:0a:29:33",
        "running, 28.5.2, 00:11:22:33:44:55, 00:11:22:33:44:55",
        "created, 28.5.2, 92:d0:c6:0a:29:33, 92:d0:c6:0a:29:33"
    })
    void tellsThemApartOnOtherNetworksToo(String state, String engine, String shown, String kept) {
        Derivation derivation = ofPmm2().with("/HostConfig/NetworkMode", "front")
                .with("/NetworkSettings/Networks", ordered("front", FRONT, "back", BACK))
                .with("/NetworkSettings/Networks/back/MacAddress", shown)
                .with("/Config/MacAddress", "0a:0b:0c:0d:0e:0f")
                .with("/State/Status", state)
                .engineOf("Docker Engine", engine, "1.45");

        assertThat(endpoints(derivation).text("/back/MacAddress").orElse("")).isEqualTo(kept);
        assertThat(endpoints(derivation).text("/front/MacAddress")).contains("0a:0b:0c:0d:0e:0f");
        assertThat(derivation.codes().contains("MAC_UNCERTAIN"))
                .isEqualTo(engine.startsWith("28") && state.equals("running") && shown.startsWith("92"));
    }

    @Test
    void letsAnOverrideTakeThePlaceOfTheNetworks() {
        Derivation derivation = onFront().overrides(o -> o.withNetwork("new").withNetwork("name=front,alias=other"));

        assertThat(derivation.configuration().text("/HostConfig/NetworkMode")).contains("new");
        assertThat(endpoints(derivation).keys("")).containsExactly("new", "front");
        assertThat(endpoints(derivation).texts("/front/Aliases")).containsExactly("other");
        assertThat(endpoints(derivation).text("/front/IPAMConfig/IPv4Address")).contains("172.30.0.5");
        assertThat(derivation.difference("HostConfig.NetworkMode")).isPresent();
    }

    @Test
    void carriesThirtyNetworks() {
        Map<String, ConfigDocument> networks = new LinkedHashMap<>();
        for (int i = 0; i < 30; i++) {
            networks.put("network-" + i + "-" + "x".repeat(200), ConfigDocument.parse(FRONT));
        }

        Derivation derivation = ofPmm2().with(
                        "/HostConfig/NetworkMode", networks.keySet().iterator().next())
                .with("/NetworkSettings/Networks", networks);

        assertThat(endpoints(derivation).keys("")).containsExactlyElementsOf(networks.keySet());
    }

    private static Derivation onFront() {
        return ofPmm2().with("/HostConfig/NetworkMode", "front")
                .with("/NetworkSettings/Networks", ordered("front", FRONT));
    }

    private static Map<String, ConfigDocument> ordered(String... namesAndEndpoints) {
        Map<String, ConfigDocument> networks = new LinkedHashMap<>();
        for (int i = 0; i < namesAndEndpoints.length; i += 2) {
            networks.put(namesAndEndpoints[i], ConfigDocument.parse(namesAndEndpoints[i + 1]));
        }
        return networks;
    }

    private static ConfigDocument endpoints(Derivation derivation) {
        return derivation
                .configuration()
                .at("/NetworkingConfig/EndpointsConfig")
                .orElseThrow();
    }
}
