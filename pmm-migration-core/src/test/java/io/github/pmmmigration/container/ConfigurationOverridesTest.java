package io.github.pmmmigration.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationOverridesTest {
    @Test
    void changesACopy() {
        ConfigurationOverrides none = ConfigurationOverrides.none();

        ConfigurationOverrides some = none.withEnvironment("A", "1")
                .withoutEnvironment("B")
                .withPublishedPort("443:8443")
                .withNetwork("front")
                .withLabel("k", "v")
                .withoutLabel("gone")
                .withMemory("2g")
                .withRestartPolicy(RestartPolicy.ALWAYS)
                .withComposeLabelsKept()
                .withEnvironmentRule(name -> Optional.empty())
                .withEdit(document -> document);

        assertThat(none.environment()).isEmpty();
        assertThat(none.publishedPorts()).isEmpty();
        assertThat(none.memory()).isEmpty();
        assertThat(none.keepsComposeLabels()).isFalse();
        assertThat(some.environment()).containsEntry("A", Optional.of("1")).containsEntry("B", Optional.empty());
        assertThat(some.publishedPorts()).containsExactly(new PortPublication("", "443", "8443/tcp"));
        assertThat(some.networks()).extracting(NetworkAttachment::network).containsExactly("front");
        assertThat(some.labels()).containsEntry("k", Optional.of("v")).containsEntry("gone", Optional.empty());
        assertThat(some.memory()).hasValue(2L * 1024 * 1024 * 1024);
        assertThat(some.restartPolicy()).contains(RestartPolicy.ALWAYS);
        assertThat(some.keepsComposeLabels()).isTrue();
        assertThat(some.environmentRules()).hasSize(1);
        assertThat(some.edits()).hasSize(1);
    }

    @Test
    void doesNotShowValues() {
        ConfigurationOverrides overrides =
                ConfigurationOverrides.none().withEnvironment("A", "s3cr3t").withLabel("k", "s3cr3t");

        assertThat(overrides).asString().contains("A", "k").doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A=B", "A\0"})
    void refusesWhatCannotBeAName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationOverrides.none().withEnvironment(name, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "512b, 512",
        "1k, 1024",
        "1.5m, 1572864",
        "8g, 8589934592",
        "8GiB, 8589934592",
        "2 gb, 2147483648",
        "1t, 1099511627776"
    })
    void readsAmountsOfMemory(String text, long bytes) {
        assertThat(ConfigurationOverrides.none().withMemory(text).memory()).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "-1", "1x", "1e9", "lots"})
    void refusesWhatIsNoAmountOfMemory(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationOverrides.none().withMemory(text));
    }

    @Test
    void readsNetworksInBothForms() {
        assertThat(NetworkAttachment.parse("container:db").network()).isEqualTo("container:db");
        assertThat(NetworkAttachment.parse("name=front,ip=172.30.0.5,ip6=2001:db8::5,alias=a,alias=b"))
                .isEqualTo(new NetworkAttachment(
                        "front", Optional.of("172.30.0.5"), Optional.of("2001:db8::5"), List.of("a", "b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ip=1.2.3.4", "name=a,mac=b", "name=a,,"})
    void refusesNetworksItCannotRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkAttachment.parse(text));
    }
}
