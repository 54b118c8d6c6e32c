package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import java.util.ArrayList;
import java.util.List;

/** Networks as options: the main one with the container, the others by commands of their own. */
final class CommandNetworks {
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig";

    private CommandNetworks() {}

    static void apply(CommandBuilder command, ContainerName container) {
        String mode = command.takeText("/HostConfig/NetworkMode").orElse("default");
        command.takeTexts("/HostConfig/Links").forEach(link -> command.option("--link", link));
        command.takeText("/MacAddress").ifPresent(mac -> {
            command.option("--mac-address", mac);
            command.note(
                    "A docker command of version 25 or later refuses --mac-address with an engine as old as this one.");
        });
        ConfigDocument endpoints = command.take(ENDPOINTS).orElseGet(ConfigDocument::empty);
        String main = mode.equals("default") ? "bridge" : mode;
        main(command, mode, endpoints.at(Documents.child("", main)).orElseGet(ConfigDocument::empty));
        endpoints.keys("").stream()
                .filter(network -> !network.equals(main))
                .forEach(network -> connect(
                        command,
                        container,
                        network,
                        endpoints.at(Documents.child("", network)).orElseGet(ConfigDocument::empty)));
    }

    private static void main(CommandBuilder command, String mode, ConfigDocument endpoint) {
        boolean special =
                Documents.hasContent(endpoint, "/DriverOpts") || Documents.hasContent(endpoint, "/GwPriority");
        if (special) {
            command.option("--network", Shell.commaSeparated(fields(mode, endpoint)));
        } else {
            command.option("--network", mode);
            endpoint.text("/IPAMConfig/IPv4Address").ifPresent(ip -> command.option("--ip", ip));
            endpoint.text("/IPAMConfig/IPv6Address").ifPresent(ip -> command.option("--ip6", ip));
            endpoint.texts("/IPAMConfig/LinkLocalIPs").forEach(ip -> command.option("--link-local-ip", ip));
            endpoint.texts("/Aliases").forEach(alias -> command.option("--network-alias", alias));
            endpoint.text("/MacAddress").ifPresent(mac -> command.option("--mac-address", mac));
        }
        endpoint.texts("/Links").forEach(link -> command.option("--link", link));
    }

    private static List<String> fields(String mode, ConfigDocument endpoint) {
        List<String> fields = new ArrayList<>();
        fields.add("name=" + mode);
        endpoint.text("/IPAMConfig/IPv4Address").ifPresent(ip -> fields.add("ip=" + ip));
        endpoint.text("/IPAMConfig/IPv6Address").ifPresent(ip -> fields.add("ip6=" + ip));
        endpoint.texts("/IPAMConfig/LinkLocalIPs").forEach(ip -> fields.add("link-local-ip=" + ip));
        endpoint.texts("/Aliases").forEach(alias -> fields.add("alias=" + alias));
        endpoint.text("/MacAddress").ifPresent(mac -> fields.add("mac-address=" + mac));
        Documents.strings(endpoint, "/DriverOpts")
                .forEach((key, value) -> fields.add("driver-opt=" + key + "=" + value));
        endpoint.number("/GwPriority").ifPresent(priority -> fields.add("gw-priority=" + priority));
        return fields;
    }

    private static void connect(
            CommandBuilder command, ContainerName container, String network, ConfigDocument endpoint) {
        List<String> words = new ArrayList<>(List.of("docker", "network", "connect"));
        endpoint.text("/IPAMConfig/IPv4Address").ifPresent(ip -> words.addAll(List.of("--ip", ip)));
        endpoint.text("/IPAMConfig/IPv6Address").ifPresent(ip -> words.addAll(List.of("--ip6", ip)));
        endpoint.texts("/IPAMConfig/LinkLocalIPs").forEach(ip -> words.addAll(List.of("--link-local-ip", ip)));
        endpoint.texts("/Aliases").forEach(alias -> words.addAll(List.of("--alias", alias)));
        endpoint.texts("/Links").forEach(link -> words.addAll(List.of("--link", link)));
        Documents.strings(endpoint, "/DriverOpts")
                .forEach((key, value) -> words.addAll(List.of("--driver-opt", key + "=" + value)));
        endpoint.number("/GwPriority")
                .ifPresent(priority -> words.addAll(List.of("--gw-priority", Long.toString(priority))));
        endpoint.text("/MacAddress")
                .ifPresent(mac -> command.note("The hardware address on network '" + network
                        + "' cannot be given to docker network connect."));
        words.addAll(List.of(network, container.value()));
        command.afterwards().add(Shell.join(words));
    }
}
