package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.report.PreviewData;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A PMM server on the engine.
 *
 * @param container its container
 * @param version real version; empty when it does not answer
 * @param storageKind where the data is, as a short word
 * @param storage the same for people
 * @param managedBy who manages the container; empty for nobody
 * @param ports published ports, such as {@code 443->443/tcp}
 * @param migration where its migration stands
 */
record DiscoveredServer(
        ContainerSnapshot container,
        String version,
        String storageKind,
        String storage,
        String managedBy,
        List<String> ports,
        String migration) {
    private static final Set<String> TOOLS = Set.of("lock", "helper");
    private static final Command MARK = Command.of("cat", "/srv/pmm-distribution");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Recognises a server by its image's name or by what its image is made of; tools of a migration are none. */
    static boolean looksLikeOne(ContainerSnapshot container) {
        boolean tool =
                container.label(MigrationLabels.ROLE).filter(TOOLS::contains).isPresent();
        boolean ours = container.label(MigrationLabels.ROLE).isPresent();
        return !tool && (ours || named(container) || built(container));
    }

    /** Recognises a server whose image tells nothing by the mark that PMM leaves in its data; no password is shown to it. */
    static boolean hasMark(ContainerEngine engine, ContainerSnapshot container) {
        boolean data = container.mounts().stream()
                .anyMatch(mount -> mount.destination().equals("/srv"));
        if (!data || !container.state().isRunning()) {
            return false;
        }
        try {
            return engine.exec(container.id(), MARK, LIMIT).succeeded();
        } catch (EngineException e) {
            return false;
        }
    }

    private static boolean named(ContainerSnapshot container) {
        return container.imageReference().toLowerCase(Locale.ROOT).contains("pmm-server");
    }

    private static boolean built(ContainerSnapshot container) {
        boolean grafana = container.document().texts("/Config/Env").stream()
                .anyMatch(entry -> entry.startsWith("GF_PLUGIN_DIR="));
        List<String> exposed = container.document().keys("/Config/ExposedPorts");
        return grafana && (exposed.contains("443/tcp") || exposed.contains("8443/tcp"));
    }

    /** Asks the library; what it cannot tell stays empty. */
    static DiscoveredServer examine(ContainerSnapshot container, MigrationPlan plan) {
        Optional<PreviewData> preview = asked(() -> plan.preview().data());
        return new DiscoveredServer(
                container,
                preview.map(data -> data.source().version()).orElse(""),
                preview.map(PreviewData::storageKind).orElse(""),
                preview.map(PreviewData::storage).orElse(""),
                Managers.of(container.labels()),
                ports(container.document()),
                asked(() -> plan.status().state().name()).orElse(""));
    }

    private static <T> Optional<T> asked(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (MigrationException e) {
            return Optional.empty();
        }
    }

    private static List<String> ports(ConfigDocument inspection) {
        String bindings = "/HostConfig/PortBindings";
        return inspection.keys(bindings).stream()
                .flatMap(port -> inspection.elements(bindings + "/" + ConfigDocument.escape(port)).stream()
                        .map(binding -> published(binding) + "->" + port))
                .sorted()
                .toList();
    }

    private static String published(ConfigDocument binding) {
        String address = binding.text("/HostIp").orElse("");
        return (address.isEmpty() ? "" : address + ":")
                + binding.text("/HostPort").orElse("");
    }
}
