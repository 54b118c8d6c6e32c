package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProbeTest {
    private Sandbox sandbox;

    @BeforeEach
    void fill() throws IOException {
        sandbox = Sandbox.withAwkwardTree();
    }

    @AfterEach
    void clear() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void tellsWhatIsThere(String shell) {
        sandbox.using(shell).shell("printf key > nginx/certificate.key; chmod 600 nginx/certificate.key; mkdir ia");

        ProbeResult facts = probe(HelperCommand.probe());

        assertThat(facts.srvPresent()).isTrue();
        assertThat(facts.srvWritable()).isTrue();
        assertThat(facts.distribution()).contains("docker");
        assertThat(facts.postgresVersion()).contains("14");
        assertThat(facts.tlsFile("certificate.key"))
                .hasValueSatisfying(file -> assertThat(file).endsWith(":600:3:regular file"));
        assertThat(facts.tlsFile("certificate.crt")).isEmpty();
        assertThat(facts.oldGrafanaDatabasePresent()).isFalse();
        assertThat(facts.fact("entry.ia")).isPresent();
        assertThat(facts.fact("user.root")).contains("0:0");
        assertThat(facts.ownerChangeable()).isEmpty();
    }

    @Test
    void measuresTheSpace() {
        ProbeResult facts = probe(HelperCommand.probe());

        assertThat(facts.srvSpace()).hasValueSatisfying(space -> {
            assertThat(space.fileSystem()).isNotEmpty();
            assertThat(space.availableBytes()).isPositive();
        });
        assertThat(facts.backupSpace()).isPresent();
    }

    @Test
    void triesTheChangeOfOwnerAndLeavesNothingBehind() {
        var before = TreeFacts.owners(sandbox.srv);

        ProbeResult facts = probe(HelperCommand.probeChown(Sandbox.owner()));

        assertThat(facts.ownerChangeable()).contains(true);
        assertThat(TreeFacts.owners(sandbox.srv)).isEqualTo(before);
    }

    @Test
    void passesUnusualContentsSafely() {
        sandbox.shell("printf 'a=b\\nsrv=no\\033[31m' > pmm-distribution");

        ProbeResult facts = probe(HelperCommand.probe());

        assertThat(facts.distribution()).contains("a=b\nsrv=no\u001b[31m");
        assertThat(facts.srvPresent()).isTrue();
    }

    @Test
    void copesWithAnEmptyPlace() {
        sandbox.with("PMM_MIGRATION_SRV", sandbox.root.resolve("nowhere").toString());

        ProbeResult facts = probe(HelperCommand.probe());

        assertThat(facts.srvPresent()).isFalse();
        assertThat(facts.distribution()).isEmpty();
        assertThat(facts.srvSpace()).isEmpty();
    }

    private ProbeResult probe(HelperCommand command) {
        return ProbeResult.parse(sandbox.run(command).mustSucceed().text());
    }
}
