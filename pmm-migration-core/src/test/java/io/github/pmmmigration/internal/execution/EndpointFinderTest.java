package io.github.pmmmigration.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointFinderTest {
    @Test
    void asksAnAddressOfIpv6OnlyWhereThereIsNoOther() {
        assertThat(EndpointFinder.published(listening("::1", "127.0.0.2"), "127.0.0.1"))
                .contains(URI.create("https://127.0.0.2:9443"));
        assertThat(EndpointFinder.published(listening("::1"), "127.0.0.1")).contains(URI.create("https://[::1]:9443"));
    }

    private static ContainerSnapshot listening(String... addresses) {
        List<Map<String, String>> bindings = List.of(addresses).stream()
                .map(address -> Map.of("HostIp", address, "HostPort", "9443"))
                .toList();
        ContainerSnapshot server = InMemoryContainerEngine.withPmm2Server("pmm-server")
                .engine()
                .inspect(new ContainerName("pmm-server").toRef())
                .orElseThrow();
        return ContainerSnapshot.of(server.document()
                .with("/HostConfig/PortBindings", Map.of("443/tcp", bindings))
                .with("/NetworkSettings/Ports", Map.of("443/tcp", bindings)));
    }
}
