package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.docker.internal.http.ApiVersion;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateBodyTest {
    private static final ApiVersion OLDER = new ApiVersion(1, 43);
    private static final ApiVersion NEWER = new ApiVersion(1, 44);
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig";

    @Test
    void sendsAllNetworksAtOnceToANewerEngine() {
        ConfigDocument configuration = networks("b");

        CreateBody body = of(configuration, NEWER);

        assertThat(body.json()).isEqualTo(configuration);
        assertThat(body.later()).isEmpty();
    }

    @Test
    void sendsTheOneThatTheNetworkModeNamesToAnOlderEngine() {
        CreateBody body = of(networks("b"), OLDER);

        assertThat(body.json().keys(ENDPOINTS)).containsExactly("b");
        assertThat(body.json().texts(ENDPOINTS + "/b/Aliases")).containsExactly("alias-b");
        assertThat(body.later().keySet()).containsExactly("a", "c");
        assertThat(body.later().get("c").texts("/Aliases")).containsExactly("alias-c");
    }

    @Test
    void findsTheNameOfANetworkThatIsGivenByItsIdentifier() {
        CreateBody body = CreateBody.of(networks("0123abcd"), OLDER, id -> Optional.of("c"));

        assertThat(body.json().keys(ENDPOINTS)).containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "bridge"})
    void takesTheDefaultNetworkForTheBridge(String mode) {
        ConfigDocument configuration = ConfigDocument.parse("{\"HostConfig\":{\"NetworkMode\":\"" + mode
                + "\"},\"NetworkingConfig\":{\"EndpointsConfig\":" + "{\"a\":{},\"bridge\":{\"IPAMConfig\":null}}}}");

        CreateBody body = of(configuration, OLDER);

        assertThat(body.json().keys(ENDPOINTS)).containsExactly("bridge");
        assertThat(body.later().keySet()).containsExactly("a");
    }

    @Test
    void connectsAllAfterwardsWhenTheModeNamesNone() {
        CreateBody body = of(networks("elsewhere"), OLDER);

        assertThat(body.json().keys(ENDPOINTS)).isEmpty();
        assertThat(body.later().keySet()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({"1.43", "1.44"})
    void leavesASingleNetworkAlone(String version) {
        ConfigDocument configuration = ConfigDocument.parse(
                "{\"HostConfig\":{\"NetworkMode\":\"host\"},\"NetworkingConfig\":{\"EndpointsConfig\":{\"host\":{}}}}");

        CreateBody body = of(configuration, ApiVersion.parse(version).orElseThrow());

        assertThat(body).isEqualTo(new CreateBody(configuration, Map.of()));
    }

    @Test
    void movesAHardwareAddressToItsNetworkForANewerEngine() {
        CreateBody body = of(networks("b").with("/MacAddress", "02:42:00:00:00:01"), NEWER);

        assertThat(body.json().text("/MacAddress")).isEmpty();
        assertThat(body.json().text(ENDPOINTS + "/b/MacAddress")).contains("02:42:00:00:00:01");
    }

    @Test
    void keepsTheHardwareAddressThatTheNetworkHas() {
        ConfigDocument configuration = networks("b")
                .with("/MacAddress", "02:42:00:00:00:01")
                .with(ENDPOINTS + "/b/MacAddress", "02:42:00:00:00:02");

        CreateBody body = of(configuration, NEWER);

        assertThat(body.json().text(ENDPOINTS + "/b/MacAddress")).contains("02:42:00:00:00:02");
    }

    @Test
    void givesAHardwareAddressToTheNetworkOfTheModeWhenThereIsNoEndpoint() {
        ConfigDocument configuration = ConfigDocument.parse(
                "{\"MacAddress\":\"02:42:00:00:00:01\",\"HostConfig\":{\"NetworkMode\":\"bridge\"}}");

        CreateBody body = of(configuration, NEWER);

        assertThat(body.json().text(ENDPOINTS + "/bridge/MacAddress")).contains("02:42:00:00:00:01");
    }

    @Test
    void movesAHardwareAddressToTheContainerForAnOlderEngine() {
        CreateBody body = of(networks("b").with(ENDPOINTS + "/b/MacAddress", "02:42:00:00:00:01"), OLDER);

        assertThat(body.json().text("/MacAddress")).contains("02:42:00:00:00:01");
    }

    @Test
    void keepsNamesOfNetworksWithUnusualCharacters() {
        ConfigDocument configuration = ConfigDocument.parse(
                "{\"HostConfig\":{\"NetworkMode\":\"a/b\"},\"NetworkingConfig\":{\"EndpointsConfig\":"
                        + "{\"a/b\":{\"Aliases\":[\"x\"]},\"c~d\":{\"Aliases\":[\"y\"]}}}}");

        CreateBody body = of(configuration, OLDER);

        assertThat(body.json().keys(ENDPOINTS)).containsExactly("a/b");
        assertThat(body.later().get("c~d").texts("/Aliases")).containsExactly("y");
    }

    private static CreateBody of(ConfigDocument configuration, ApiVersion version) {
        return CreateBody.of(configuration, version, id -> Optional.empty());
    }

    private static ConfigDocument networks(String mode) {
        return ConfigDocument.parse("{\"Image\":\"a/b:1\",\"HostConfig\":{\"NetworkMode\":\"" + mode
                + "\",\"Unknown\":[1.50]},\"NetworkingConfig\":{\"EndpointsConfig\":{\"a\":{\"Aliases\":[\"alias-a\"]},"
                + "\"b\":{\"Aliases\":[\"alias-b\"]},\"c\":{\"Aliases\":[\"alias-c\"]}}}}");
    }
}
