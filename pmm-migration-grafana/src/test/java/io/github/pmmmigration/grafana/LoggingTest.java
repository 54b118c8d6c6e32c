package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a log at the finest level tells, and what it never tells. */
class LoggingTest {
    private static final List<String> FINEST = List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace");

    @Test
    void showsCallsAndBodiesWithoutSecrets() throws IOException, InterruptedException {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            String log =
                    OtherJvm.run(TalkingClient.class, FINEST, server.address().toString());

            assertThat(log)
                    .contains("TRACE")
                    .contains("POST /v1/Updates/Status")
                    .contains("TASK [Upgrade packages]")
                    .contains("\"name\":\"ci-token\"");
            assertThat(log)
                    .doesNotContain(TalkingClient.PASSWORD)
                    .doesNotContain("YWRtaW46") // the beginning of the header field, encoded
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContain("c0ffee00-update-token")
                    .doesNotContain("glsa_Tj7Bm2VpXq0_00000000");
        }
    }

    @Test
    void saysNothingByDefault() throws IOException, InterruptedException {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            String log = OtherJvm.run(
                    TalkingClient.class, List.of(), server.address().toString());

            assertThat(log).isEmpty();
        }
    }
}
