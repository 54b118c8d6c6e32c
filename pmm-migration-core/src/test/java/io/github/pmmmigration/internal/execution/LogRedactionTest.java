package io.github.pmmmigration.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRedactionTest {
    private final ContainerSnapshot server = InMemoryContainerEngine.empty()
            .add(SimulatedServer.pmm2("pmm-server").withEnvironment("ODD_SETTING", "hunter2hunter2"))
            .engine()
            .inspect(new ContainerName("pmm-server").toRef())
            .orElseThrow();

    @Test
    void hidesTheValuesOfTheEnvironment() {
        assertThat(LogRedaction.redact("unknown variable ODD_SETTING=hunter2hunter2 (hunter2hunter2)", server))
                .isEqualTo("unknown variable ODD_SETTING=*** (***)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                level=info password=s3cret user=pmm            | level=info password=*** user=pmm
                {"password": "two words", "user": "pmm"}       | {"password": ***, "user": "pmm"}
                Authorization: Bearer eyJrIjoi                 | Authorization: ***
                GF_SECURITY_SECRET_KEY=abcdef                  | GF_SECURITY_SECRET_KEY=***
                dial postgres://pmm:s3cret@127.0.0.1:5432/pmm  | dial postgres://pmm:***@127.0.0.1:5432/pmm
                https://127.0.0.1:8443/graph/ is up            | https://127.0.0.1:8443/graph/ is up
                the password was not accepted                  | the password was not accepted
                """)
    void hidesWhatIsCalledASecret(String line, String shown) {
        assertThat(LogRedaction.redact(line, server)).isEqualTo(shown);
    }
}
