package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.ArrayList;
import java.util.List;

/** A port of the host that leads to a port of a container; host port 0 lets the engine choose. */
record PortBinding(String containerPort, String hostIp, int hostPort) {
    static List<PortBinding> of(ConfigDocument hostConfig) {
        List<PortBinding> bindings = new ArrayList<>();
        for (String port : hostConfig.keys("/PortBindings")) {
            hostConfig.elements("/PortBindings" + Json.pointer(port)).stream()
                    .map(binding -> new PortBinding(withProtocol(port), hostIp(binding), hostPort(binding)))
                    .forEach(bindings::add);
        }
        return List.copyOf(bindings);
    }

    PortBinding on(int chosenHostPort) {
        return new PortBinding(containerPort, hostIp, chosenHostPort);
    }

    boolean collidesWith(PortBinding other) {
        return hostPort == other.hostPort
                && protocol().equals(other.protocol())
                && (isWildcard() || other.isWildcard() || hostIp.equals(other.hostIp));
    }

    String protocol() {
        return containerPort.substring(containerPort.indexOf('/') + 1);
    }

    String shownIp() {
        return hostIp.isEmpty() ? "0.0.0.0" : hostIp;
    }

    private boolean isWildcard() {
        return hostIp.isEmpty() || hostIp.equals("0.0.0.0") || hostIp.equals("::");
    }

    private static String withProtocol(String port) {
        return port.indexOf('/') < 0 ? port + "/tcp" : port;
    }

    private static String hostIp(ConfigDocument binding) {
        return binding.text("/HostIp").orElse("");
    }

    private static int hostPort(ConfigDocument binding) {
        String text = binding.text("/HostPort").orElse("");
        return text.isEmpty() ? 0 : Integer.parseInt(text.split("-", 2)[0]);
    }
}
