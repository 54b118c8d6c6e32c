package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.storage.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the engine would run anything in the server, and start it or its replacement. */
final class EngineChecks {
    private static final String JOINED = "container:";
    private static final List<String> NAMESPACES =
            List.of("/HostConfig/NetworkMode", "/HostConfig/PidMode", "/HostConfig/IpcMode");

    private EngineChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        namespaces(input, findings);
        List<String> links = input.source().document().texts("/HostConfig/Links");
        Optional<String> refusal = input.fact(InsideProbe.REFUSED);
        List<Target> missing = links.stream()
                .map(link -> Target.of(link, input.neighbours()))
                .filter(target -> !target.runs())
                .toList();
        if (!missing.isEmpty()) {
            findings.add(brokenLink(missing, refusal));
        } else if (refusal.isPresent()) {
            findings.add(refused(links, refusal.get()));
        }
    }

    private static void namespaces(PreflightInput input, List<Finding> findings) {
        List<Target> missing = NAMESPACES.stream()
                .flatMap(pointer -> input.source().document().text(pointer).stream())
                .filter(mode -> mode.startsWith(JOINED))
                .map(mode -> Target.of(mode.substring(JOINED.length()), input.neighbours()))
                .filter(target -> !target.runs())
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.blocker(
                    FindingCodes.NAMESPACE_GONE,
                    "The server lives in the network, process or memory namespace of a container that does not run. Until it"
                            + " does, an engine starts neither the server nor a replacement.",
                    missing.stream().map(Target::state).collect(Collectors.joining("; ")),
                    missing.stream()
                                    .flatMap(target -> target.container().stream())
                                    .map(it -> "docker start " + it.name() + ", then docker restart "
                                            + input.source().name() + ". ")
                                    .collect(Collectors.joining())
                            + "If it was removed, or made anew, make PMM 2 anew in the namespace of what took its place, on the"
                            + " same data."));
        }
    }

    private static Finding brokenLink(List<Target> missing, Optional<String> refusal) {
        List<String> evidence =
                new ArrayList<>(missing.stream().map(Target::state).toList());
        refusal.ifPresent(evidence::add);
        return Finding.blocker(
                FindingCodes.LINK_BROKEN,
                "The server links to a container that does not run. Until it does, an engine starts neither the server nor a"
                        + " replacement, and runs no command in it.",
                String.join("; ", evidence),
                String.join(" ", missing.stream().map(Target::remedy).distinct().toList()));
    }

    private static Finding refused(List<String> links, String refusal) {
        return Finding.blocker(
                FindingCodes.EXEC_REFUSED,
                "The engine runs no command in the server, so it can neither be looked into nor have its services stopped.",
                refusal,
                links.isEmpty()
                        ? "Do away with what the engine names, until docker exec can run something in the server."
                        : "If a container that the server links to was made anew: " + Target.FORGET);
    }

    /** A container that the server links to, if there is one. */
    private record Target(String name, Optional<ContainerSnapshot> container) {
        static final String FORGET =
                "make PMM 2 anew without the link, on the same data, or restart the engine (and the"
                        + " server, unless its restart policy does): it then links to what has that name, or forgets the link.";

        static Target of(String link, List<ContainerSnapshot> neighbours) {
            String name = link.split(":", 2)[0];
            return new Target(name.replaceFirst("^/", ""), References.find(name, neighbours));
        }

        boolean runs() {
            return container.filter(it -> it.state().isRunning()).isPresent();
        }

        String state() {
            return name + ": "
                    + container.map(it -> it.state().status().toString()).orElse("no such container");
        }

        String remedy() {
            return container.isPresent() ? "docker start " + name + "." : name + " is gone: " + FORGET;
        }
    }
}
