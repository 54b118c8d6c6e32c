package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.storage.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who leans on the server's container, and will lean on nothing once it is replaced. */
final class DependantChecks {
    private static final Set<String> SHARED_BY_ALL = Set.of("bridge", "host", "none", "podman");

    private DependantChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        namespaces(input, findings);
        links(input, findings);
        volumes(input, findings);
        neighbours(input, findings);
    }

    private static void namespaces(PreflightInput input, List<Finding> findings) {
        List<ContainerSnapshot> dependants = those(
                input,
                container -> Stream.of("/HostConfig/NetworkMode", "/HostConfig/PidMode", "/HostConfig/IpcMode")
                        .flatMap(pointer -> container.document().text(pointer).stream())
                        .filter(mode -> mode.startsWith("container:"))
                        .anyMatch(mode -> means(mode.substring("container:".length()), input)));
        if (!dependants.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.NAMESPACE_DEPENDANTS,
                    "Other containers live in the server's network, process or memory namespace. They lose it when the"
                            + " server stops, and stay bound to the old container.",
                    SharingChecks.names(dependants),
                    "Create them anew after the migration, joined to '"
                            + input.source().name() + "' again."));
        }
    }

    private static void links(PreflightInput input, List<Finding> findings) {
        List<ContainerSnapshot> dependants = those(
                input,
                container -> container.document().texts("/HostConfig/Links").stream()
                        .anyMatch(link -> means(link.split(":", 2)[0], input)));
        if (!dependants.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.LINK_DEPENDANTS,
                    "Other containers link to the server. The link goes with the old container.",
                    SharingChecks.names(dependants),
                    "Create them anew after the migration, and let them use port 8443."));
        }
    }

    private static void volumes(PreflightInput input, List<Finding> findings) {
        List<ContainerSnapshot> dependants = those(
                input,
                container -> container.document().texts("/HostConfig/VolumesFrom").stream()
                        .anyMatch(from -> means(References.lender(from), input)));
        if (!dependants.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.VOLUME_DEPENDANTS,
                    "Other containers take volumes from the server's container. They keep what they have until they are"
                            + " created anew.",
                    SharingChecks.names(dependants),
                    "Check them after the migration: the data belongs to uid 1000 then."));
        }
    }

    private static void neighbours(PreflightInput input, List<Finding> findings) {
        Set<String> networks = networks(input.source());
        List<ContainerSnapshot> neighbours = those(
                input,
                container -> container.state().isActive()
                        && networks(container).stream().anyMatch(networks::contains));
        if (!neighbours.isEmpty() && input.migrates()) {
            findings.add(Finding.warning(
                    FindingCodes.NETWORK_NEIGHBOURS,
                    "Other containers are on a network with the server. Those that reach it by its name there find it"
                            + " on port 8443 instead of 443, and on 8080 instead of 80.",
                    "networks " + String.join(", ", networks) + ": " + SharingChecks.names(neighbours),
                    "Change the address to '" + input.source().name() + ":8443' where they use the server."));
        }
    }

    private static List<ContainerSnapshot> those(PreflightInput input, Predicate<ContainerSnapshot> condition) {
        return input.strangers().stream().filter(condition).toList();
    }

    private static boolean means(String reference, PreflightInput input) {
        List<ContainerSnapshot> all = new ArrayList<>(input.strangers());
        all.add(input.source());
        return References.find(reference, all)
                .filter(container -> container.id().equals(input.source().id()))
                .isPresent();
    }

    private static Set<String> networks(ContainerSnapshot container) {
        Set<String> networks = new HashSet<>(container.document().keys("/NetworkSettings/Networks"));
        networks.removeAll(SHARED_BY_ALL);
        return networks;
    }
}
