package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Ten thousand services with thirty thousand agents, compared by a process that has 64 MB. */
class ScaleTest {
    @Test
    void comparesALargeServerInLittleMemoryAndFewRequests() throws IOException, InterruptedException {
        try (FixtureServer server = LargeServer.withServices(10_000)) {
            String output = OtherJvm.run(
                    ComparingClient.class, List.of("-Xmx64m"), server.address().toString());

            assertThat(output).contains("services=10000 agents=30000 same=true");
            assertThat(server.calls()).hasSize(7);
            LoggerFactory.getLogger(ScaleTest.class).info("{}, 7 requests", output.strip());
        }
    }
}
