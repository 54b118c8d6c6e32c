package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.storage.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who leans on the server's container, and will lean on nothing once it is replaced. */
final class DependantChecks {
    private static final Set<String> SHARED_BY_ALL = Set.of("bridge", "host", "none", "podman");

    private static final String JOINED = "container:";
    private static final Map<String, String> NAMESPACES = new TreeMap<>(Map.of(
            "/HostConfig/NetworkMode", "--network",
            "/HostConfig/PidMode", "--pid",
            "/HostConfig/IpcMode", "--ipc"));

    private DependantChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        namespaces(input, findings);
        links(input, findings);
        volumes(input, findings);
        neighbours(input, findings);
    }

    private static void namespaces(PreflightInput input, List<Finding> findings) {
        List<ContainerSnapshot> dependants =
                those(input, container -> !options(container, input).isEmpty());
        if (!dependants.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.NAMESPACE_DEPENDANTS,
                    "Other containers live in the server's network, process or memory namespace. They lose it when the"
                            + " server stops, and cannot be started again: they ask for the old container by its id.",
                    SharingChecks.names(dependants),
                    "After the migration remove them with docker rm --force, and create them anew: "
                            + remedies(dependants, container -> String.join(" ", options(container, input)))
                            + ". (Compose does both with 'up --force-recreate'.)"));
        }
    }

    /** Returns the options of {@code docker create} that join the server's namespaces. */
    private static List<String> options(ContainerSnapshot container, PreflightInput input) {
        List<String> options = new ArrayList<>();
        NAMESPACES.forEach((pointer, option) -> container
                .document()
                .text(pointer)
                .filter(mode -> mode.startsWith(JOINED) && means(mode.substring(JOINED.length()), input))
                .ifPresent(mode ->
                        options.add(option + " " + JOINED + input.source().name())));
        return options;
    }

    private static String remedies(List<ContainerSnapshot> containers, Function<ContainerSnapshot, String> options) {
        return containers.stream()
                .map(container -> container.name() + " with " + options.apply(container))
                .collect(Collectors.joining(", "));
    }

    private static void links(PreflightInput input, List<Finding> findings) {
        List<ContainerSnapshot> dependants =
                those(input, container -> !aliases(container, input).isEmpty());
        if (!dependants.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.LINK_DEPENDANTS,
                    "Other containers link to the server. The link goes with the old container: once stopped, they cannot be"
                            + " started again.",
                    SharingChecks.names(dependants),
                    "After the migration remove them with docker rm --force, and create them anew, where they use the port"
                            + " with port 8443: "
                            + remedies(
                                    dependants,
                                    container -> aliases(container, input).stream()
                                            .map(alias ->
                                                    "--link " + input.source().name() + ":" + alias)
                                            .collect(Collectors.joining(" ")))
                            + "."));
        }
    }

    /** Returns the names by which a container knows the server through links. */
    private static List<String> aliases(ContainerSnapshot container, PreflightInput input) {
        return container.document().texts("/HostConfig/Links").stream()
                .map(link -> link.split(":", 2))
                .filter(link -> link.length == 2 && means(link[0], input))
                .map(link -> link[1].substring(link[1].lastIndexOf('/') + 1))
                .toList();
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

    /** Those that name the server come first; of the others nobody knows whether they use it. */
    private static void neighbours(PreflightInput input, List<Finding> findings) {
        Set<String> networks = networks(input.source());
        Mentions mentions = Mentions.of(input.source());
        List<ContainerSnapshot> naming = those(
                input,
                container -> isNear(container, input.source())
                        && !mentions.in(container).isEmpty());
        List<ContainerSnapshot> others = those(
                input,
                container -> container.state().isActive()
                        && networks(container).stream().anyMatch(networks::contains)
                        && !naming.contains(container));
        if ((naming.isEmpty() && others.isEmpty()) || !input.migrates()) {
            return;
        }
        List<String> evidence = new ArrayList<>();
        naming.forEach(container -> evidence.add(
                SharingChecks.names(List.of(container)) + " names it in " + String.join(", ", mentions.in(container))));
        if (!others.isEmpty()) {
            evidence.add((naming.isEmpty() ? "" : "beside it: ") + SharingChecks.names(others));
        }
        findings.add(Finding.warning(
                FindingCodes.NETWORK_NEIGHBOURS,
                "Other containers are on a network with the server. Those that reach it by its name there find it"
                        + " on port 8443 instead of 443, and on 8080 instead of 80.",
                "networks " + String.join(", ", new TreeSet<>(networks)) + ": " + String.join("; ", evidence),
                "Change the address to '" + input.source().name() + ":8443' where they use the server"
                        + (naming.isEmpty()
                                ? "."
                                : ", and create anew after the migration: "
                                        + naming.stream()
                                                .map(container ->
                                                        container.name().value())
                                                .collect(Collectors.joining(", "))
                                        + ".")));
    }

    /** On the engine's own networks containers find each other too, by their addresses. */
    private static boolean isNear(ContainerSnapshot container, ContainerSnapshot source) {
        Set<String> networks = new HashSet<>(container.document().keys("/NetworkSettings/Networks"));
        networks.retainAll(source.document().keys("/NetworkSettings/Networks"));
        networks.removeAll(Set.of("host", "none"));
        return !networks.isEmpty();
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
