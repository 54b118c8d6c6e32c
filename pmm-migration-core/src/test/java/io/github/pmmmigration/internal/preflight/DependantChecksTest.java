package io.github.pmmmigration.internal.preflight;

import static io.github.pmmmigration.internal.preflight.Examination.ofHealthyServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.error.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependantChecksTest {
    private static final String ADDRESS = "https://pmm-server/graph/?apikey=hidden";

    @Test
    void namesTheVariablesThatNameTheServerAndNeverTheirValues() {
        Finding finding = neighbours(List.of(
                "PMM_AGENT_SERVER_ADDRESS=pmm-server:443",
                "GRAFANA=" + ADDRESS,
                "ALIAS=x,monitoring:80",
                "OTHER=pmm-server:4430",
                "USER=pmm-server",
                "ELSEWHERE=my-pmm-server:443"));

        assertThat(finding.evidence())
                .startsWith("networks front: n (")
                .endsWith("names it in ALIAS, GRAFANA, PMM_AGENT_SERVER_ADDRESS")
                .doesNotContain("hidden");
        assertThat(finding.remedy()).contains("pmm-server:8443", "create anew after the migration: n.");
    }

    @Test
    void takesAnAddressWithoutAPortForTheServerWhereClientsHaveIt() {
        assertThat(neighbours(List.of("PMM_AGENT_SERVER_ADDRESS=pmm-server")).evidence())
                .endsWith("names it in PMM_AGENT_SERVER_ADDRESS");
        assertThat(neighbours(List.of("X=pmm-server")).evidence()).doesNotContain("names it");
    }

    private static Finding neighbours(List<String> environment) {
        return ofHealthyServer()
                .server(s -> s.with("/HostConfig/NetworkMode", "front")
                        .with(
                                "/NetworkSettings/Networks",
                                Map.of("front", Map.of("Aliases", List.of("monitoring"), "IPAddress", "10.1.2.3"))))
                .neighbour(
                        "n",
                        c -> c.with("/Config/Env", environment)
                                .with("/NetworkSettings/Networks", Map.of("front", Map.of())))
                .findings()
                .stream()
                .filter(found -> found.code().equals("NETWORK_NEIGHBOURS"))
                .findFirst()
                .orElseThrow();
    }
}
