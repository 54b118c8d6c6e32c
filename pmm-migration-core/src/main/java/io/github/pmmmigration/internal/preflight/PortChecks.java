package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.step.MigrationNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether ports and names that will be needed are free, and where clients find PMM 3. */
final class PortChecks {
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::");

    private static final int FIRST_FOR_EVERYBODY = 1_024;

    private PortChecks() {}

    /** One port on the host. */
    private record HostPort(String address, String port, String protocol) {
        boolean collidesWith(HostPort other) {
            boolean meet =
                    address.equals(other.address) || EVERYWHERE.contains(address) || EVERYWHERE.contains(other.address);
            return meet && port.equals(other.port) && protocol.equals(other.protocol);
        }

        @Override
        public String toString() {
            return (address.isEmpty() ? "" : address + ":") + port + "/" + protocol;
        }
    }

    static void examine(PreflightInput input, List<Finding> findings) {
        ConfigDocument wanted = input.replacement().configuration();
        networkMode(input, wanted.text("/HostConfig/NetworkMode").orElse(""), findings);
        taken(input, published(wanted), findings);
        input.names().ifPresent(names -> names(input, names, findings));
    }

    private static void networkMode(PreflightInput input, String mode, List<Finding> findings) {
        if (mode.equals("host") && input.migrates()) {
            findings.add(Finding.consent(
                    FindingCodes.HOST_NETWORK,
                    "The server uses the network of its host. PMM 3 listens on 8443 and 8080 there instead of 443 and 80,"
                            + " so every client has to use another port.",
                    "HostConfig.NetworkMode is host",
                    "Point clients to port 8443, or publish ports with --network bridge --publish 443:8443, or accept"
                            + " this code."));
        } else if (mode.startsWith("container:")) {
            findings.add(Finding.warning(
                    FindingCodes.SHARED_NETWORK,
                    "The server lives in another container's network, which publishes ports in its stead. PMM 3 listens"
                            + " on 8443 and 8080 there instead of 443 and 80.",
                    "HostConfig.NetworkMode is " + mode,
                    "Publish 8443 and 8080 on the other container."));
        }
    }

    private static void taken(PreflightInput input, List<HostPort> wanted, List<Finding> findings) {
        for (ContainerSnapshot neighbour : input.strangers()) {
            if (!neighbour.state().isActive()) {
                continue;
            }
            List<HostPort> clashes = published(neighbour.document()).stream()
                    .filter(port -> wanted.stream().anyMatch(port::collidesWith))
                    .toList();
            if (!clashes.isEmpty()) {
                findings.add(Finding.blocker(
                        FindingCodes.PORT_TAKEN,
                        "A port that the replacement wants on the host is published by container '" + neighbour.name()
                                + "'.",
                        clashes.toString(),
                        "Stop that container, or publish another port with --publish."));
            }
        }
    }

    private static List<HostPort> published(ConfigDocument document) {
        List<HostPort> ports = new ArrayList<>();
        for (String inner : document.keys("/HostConfig/PortBindings")) {
            String protocol = inner.substring(inner.indexOf('/') + 1);
            for (ConfigDocument binding :
                    document.elements("/HostConfig/PortBindings/" + ConfigDocument.escape(inner))) {
                String port = binding.text("/HostPort").orElse("");
                if (port.matches("[1-9][0-9]*")) {
                    ports.add(new HostPort(binding.text("/HostIp").orElse(""), port, protocol));
                }
            }
        }
        return ports;
    }

    /** Ports of the host that only root may listen on, and that the server has not had so far. */
    static List<String> privileged(PreflightInput input) {
        List<HostPort> before = published(input.source().document());
        return published(input.replacement().configuration()).stream()
                .filter(port -> port.port.length() <= 4 && Integer.parseInt(port.port) < FIRST_FOR_EVERYBODY)
                .filter(port -> before.stream().noneMatch(port::equals))
                .map(HostPort::toString)
                .toList();
    }

    private static void names(PreflightInput input, MigrationNames names, List<Finding> findings) {
        List<ContainerName> needed =
                new ArrayList<>(List.of(names.lock(), names.retired(), names.replacement(), names.restored()));
        Arrays.stream(HelperTask.values()).map(names::helper).forEach(needed::add);
        for (ContainerName name : needed) {
            Optional<ContainerSnapshot> holder = input.strangers().stream()
                    .filter(container -> container.name().equals(name))
                    .findFirst();
            if (holder.isPresent()) {
                findings.add(Finding.blocker(
                        FindingCodes.NAME_TAKEN,
                        "The migration needs the name '" + name + "', which a container has that is none of its own.",
                        SharingChecks.names(List.of(holder.get())),
                        "Rename or remove that container."));
            }
        }
    }
}
