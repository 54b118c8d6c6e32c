package io.github.pmmmigration.internal.configuration;

import static io.github.pmmmigration.internal.configuration.Derivation.ofPmm2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EnvironmentRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverridesTest {
    @Test
    void setsAndLeavesOutVariables() {
        Derivation derivation = ofPmm2().env("KEEP=1", "CHANGE=1", "GONE=1")
                .overrides(o -> o.withEnvironment("CHANGE", "2=\n")
                        .withoutEnvironment("GONE")
                        .withEnvironment("NEW", ""));

        assertThat(environment(derivation)).containsExactly("KEEP=1", "CHANGE=2=\n", "NEW=");
        assertThat(derivation.difference("Env.GONE")).isPresent();
        assertThat(derivation.difference("Env.NEW")).isPresent();
    }

    @Test
    void tellsVariablesOfOthersApartByCase() {
        Derivation derivation = ofPmm2().env("own=1", "OWN=2").overrides(o -> o.withoutEnvironment("OWN"));

        assertThat(environment(derivation)).containsExactly("own=1");
    }

    @Test
    void takesAnOldNameForTheNewOneAndTheOtherWayRound() {
        Derivation old = ofPmm2().env("DATA_RETENTION=30d").overrides(o -> o.withEnvironment("DATA_RETENTION", "720h"));
        Derivation fresh =
                ofPmm2().env("data_retention=30d").overrides(o -> o.withEnvironment("PMM_DATA_RETENTION", "720h"));

        assertThat(environment(old)).containsExactly("PMM_DATA_RETENTION=720h");
        assertThat(environment(fresh)).containsExactly("PMM_DATA_RETENTION=720h");
        assertThat(old.codes()).isEmpty();
        assertThat(fresh.codes()).isEmpty();
    }

    @Test
    void leavesOutAVariableUnderEitherName() {
        Derivation old = ofPmm2().env("DISABLE_ALERTING=yes").overrides(o -> o.withoutEnvironment("DISABLE_ALERTING"));
        Derivation fresh =
                ofPmm2().env("DISABLE_ALERTING=yes").overrides(o -> o.withoutEnvironment("PMM_ENABLE_ALERTING"));

        assertThat(environment(old)).isEmpty();
        assertThat(environment(fresh)).isEmpty();
        assertThat(old.codes()).isEmpty();
    }

    @Test
    void asksTheUsersRules() {
        Derivation derivation = ofPmm2().env("OURS=1")
                .overrides(o -> o.withEnvironmentRule(name -> Optional.of(EnvironmentRule.rename("THEIRS"))));

        assertThat(environment(derivation)).containsExactly("THEIRS=1");
    }

    @Test
    void setsAndLeavesOutLabels() {
        Derivation derivation = ofPmm2().with("/Config/Labels/a", "1")
                .with("/Config/Labels/b", "1")
                .overrides(o -> o.withLabel("a", "s3cr3t").withoutLabel("b").withLabel("c/d", "3"));

        assertThat(derivation.configuration().keys("/Labels")).containsExactly("a", "c/d");
        assertThat(derivation.difference("Labels.c/d")).isPresent();
        assertThat(derivation.derive().differences().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void limitsMemoryAndLetsTheEngineWorkOutSwap() {
        Derivation derivation = ofPmm2().with("/HostConfig/Memory", 100)
                .with("/HostConfig/MemorySwap", 200)
                .overrides(o -> o.withMemory("16g"));

        assertThat(derivation.configuration().number("/HostConfig/Memory")).hasValue(17179869184L);
        assertThat(derivation.configuration().number("/HostConfig/MemorySwap")).hasValue(0);
        assertThat(derivation.difference("HostConfig.Memory")).isPresent();
    }

    @Test
    void givesTheUserTheLastWordAndShowsWhatItDid() {
        Derivation derivation = ofPmm2().env("A=s3cr3t")
                .overrides(o -> o.withEdit(document -> document.with("/Hostname", "chosen"))
                        .withEdit(
                                document -> document.with("/Env/-", "B=s3cr3t").without("/HostConfig/PortBindings"))
                        .withEdit(document -> document.with("/HostConfig/RestartPolicy/Name", "always")));

        ConfigDocument configuration = derivation.configuration();

        assertThat(configuration.text("/Hostname")).contains("chosen");
        assertThat(configuration.texts("/Env")).containsExactly("A=s3cr3t", "B=s3cr3t");
        assertThat(configuration.text("/HostConfig/RestartPolicy/Name")).contains("no");
        assertThat(derivation.difference("Hostname")).isPresent();
        assertThat(derivation.difference("Env.B"))
                .hasValueSatisfying(d -> assertThat(d.after()).isEqualTo("B=***"));
        assertThat(derivation.difference("HostConfig.PortBindings")).isPresent();
        assertThat(derivation.derive().differences().toString()).doesNotContain("s3cr3t");
    }

    private static List<String> environment(Derivation derivation) {
        return derivation.configuration().texts("/Env");
    }
}
