package io.github.pmmmigration.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointFinderTest {
    @Test
    void asksAnAddressOfIpv6OnlyWhereThereIsNoOther() {
        assertThat(published(listening("::1", "127.0.0.2"))).contains(URI.create("https://127.0.0.2:9443"));
        assertThat(published(listening("::1"))).contains(URI.create("https://[::1]:9443"));
    }

    @Test
    void asksWhereTheImageListensWhenSomebodyExposedPortsOfTheOtherRelease() {
        ContainerSnapshot server = ContainerSnapshot.of(listening("127.0.0.2")
                .document()
                .with("/Config/ExposedPorts", Map.of("443/tcp", Map.of(), "8443/tcp", Map.of()))
                .with("/NetworkSettings/Ports/8443~1tcp", List.of(Map.of("HostIp", "127.0.0.3", "HostPort", "9999"))));

        assertThat(published(server)).contains(URI.create("https://127.0.0.2:9443"));
        assertThat(finder(server).inside()).isEqualTo(URI.create("http://127.0.0.1:80"));
    }

    private static Optional<URI> published(ContainerSnapshot server) {
        return finder(server).published("127.0.0.1");
    }

    private static EndpointFinder finder(ContainerSnapshot server) {
        return new EndpointFinder(server, () -> engine().inspectImage(server.image()));
    }

    private static ContainerEngine engine() {
        return InMemoryContainerEngine.withPmm2Server("pmm-server").engine();
    }

    private static ContainerSnapshot listening(String... addresses) {
        List<Map<String, String>> bindings = List.of(addresses).stream()
                .map(address -> Map.of("HostIp", address, "HostPort", "9443"))
                .toList();
        ContainerSnapshot server =
                engine().inspect(new ContainerName("pmm-server").toRef()).orElseThrow();
        return ContainerSnapshot.of(server.document()
                .with("/HostConfig/PortBindings", Map.of("443/tcp", bindings))
                .with("/NetworkSettings/Ports", Map.of("443/tcp", bindings)));
    }
}
