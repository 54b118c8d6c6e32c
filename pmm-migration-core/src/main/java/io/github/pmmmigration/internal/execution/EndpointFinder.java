package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageSnapshot;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Works out the address of a server from its container. */
final class EndpointFinder {
    private static final List<String> PMM2 = List.of("443/tcp", "80/tcp");
    private static final List<String> PMM3 = List.of("8443/tcp", "8080/tcp");
    private static final List<String> EITHER = List.of("8443/tcp", "443/tcp", "8080/tcp", "80/tcp");

    private final ContainerSnapshot container;
    private final List<String> ports;

    /** Looks at a container; the image decides where somebody exposed ports of the other release beside the server's own. */
    EndpointFinder(ContainerSnapshot container, Supplier<Optional<ImageSnapshot>> image) {
        this.container = container;
        List<String> exposed = container.document().keys("/Config/ExposedPorts");
        this.ports = portsOf(exposed)
                .orElseGet(() -> image.get()
                        .flatMap(known -> portsOf(known.defaults().keys("/ExposedPorts")))
                        .orElse(EITHER));
    }

    /** Returns where a server listens that exposes these ports, as long as that can be told. */
    private static Optional<List<String>> portsOf(List<String> exposed) {
        boolean two = exposed.stream().anyMatch(PMM2::contains);
        boolean three = exposed.stream().anyMatch(PMM3::contains);
        return two == three ? Optional.empty() : Optional.of(two ? PMM2 : PMM3);
    }

    /** Returns where clients reach it: at the published port, or on the host's network. */
    Optional<URI> published(String host) {
        return ports.stream()
                .flatMap(port -> published(port, host).stream())
                .findFirst()
                .or(() -> onHostNetwork(host));
    }

    /** Returns where it is reached from its own inside, without TLS. */
    URI inside() {
        boolean three = exposed().filter(PMM3::contains).isPresent();
        return URI.create(three ? "http://127.0.0.1:8080" : "http://127.0.0.1:80");
    }

    /** Returns the host behind an engine's address; a socket is on this machine. */
    static String hostOf(String engineAddress) {
        if (engineAddress.startsWith("tcp:") || engineAddress.startsWith("ssh:") || engineAddress.startsWith("http")) {
            String host = URI.create(engineAddress).getHost();
            return host == null ? "127.0.0.1" : host;
        }
        return "127.0.0.1";
    }

    private Optional<URI> published(String port, String host) {
        String key = "/" + ConfigDocument.escape(port);
        return Stream.of("/NetworkSettings/Ports" + key, "/HostConfig/PortBindings" + key)
                .flatMap(pointer -> container.document().elements(pointer).stream())
                .flatMap(binding -> address(binding, port, host).stream())
                .min(Comparator.comparing(EndpointFinder::isIpv6));
    }

    /** Not every program inside listens on IPv6 where the engine forwards it, so that is asked last. */
    private static boolean isIpv6(URI address) {
        return address.getHost().startsWith("[");
    }

    private static Optional<URI> address(ConfigDocument binding, String port, String host) {
        String ip = binding.text("/HostIp").orElse("");
        boolean any = ip.isEmpty() || ip.equals("0.0.0.0") || ip.equals("::");
        String name = any ? host : ip.contains(":") ? "[" + ip + "]" : ip;
        boolean elsewhere = isLoopback(ip) && !isLoopback(host);
        return binding.text("/HostPort")
                .filter(number -> !elsewhere && number.matches("[1-9][0-9]*"))
                .map(number -> URI.create(scheme(port) + "://" + name + ":" + number));
    }

    private Optional<URI> onHostNetwork(String host) {
        boolean hostMode = container
                .document()
                .text("/HostConfig/NetworkMode")
                .filter("host"::equals)
                .isPresent();
        return hostMode ? exposed().map(port -> uri(port, host)) : Optional.empty();
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("localhost");
    }

    /** Returns its address on a network of the engine, which only the engine's host can reach. */
    Optional<URI> onOwnNetwork() {
        Optional<String> ip = container.document().keys("/NetworkSettings/Networks").stream()
                .flatMap(
                        name -> container
                                .document()
                                .text("/NetworkSettings/Networks/" + ConfigDocument.escape(name) + "/IPAddress")
                                .stream())
                .filter(text -> !text.isEmpty())
                .findFirst();
        return ip.flatMap(address -> exposed().map(port -> uri(port, address)));
    }

    private Optional<String> exposed() {
        List<String> exposed = container.document().keys("/Config/ExposedPorts");
        return ports.stream().filter(exposed::contains).findFirst();
    }

    private static URI uri(String port, String host) {
        return URI.create(scheme(port) + "://" + host + ":" + port.substring(0, port.indexOf('/')));
    }

    private static String scheme(String port) {
        return port.contains("443") ? "https" : "http";
    }
}
