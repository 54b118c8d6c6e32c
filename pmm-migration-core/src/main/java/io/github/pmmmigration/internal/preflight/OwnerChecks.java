package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.configuration.ComposeLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who else thinks that the container is theirs, and would bring PMM 2 back. */
final class OwnerChecks {
    private static final String COMPOSE = ComposeLabels.PREFIX;
    private static final List<String> SWARM = List.of("com.docker.swarm.", "com.docker.stack.");
    private static final List<String> KUBERNETES = List.of("io.kubernetes.", "annotation.io.kubernetes.");
    private static final List<String> SYSTEMD = List.of("PODMAN_SYSTEMD_UNIT", "io.containers.autoupdate");
    private static final List<String> USER_INTERFACES =
            List.of("net.unraid.", "io.portainer.", "org.dockge.", "coolify.");
    private static final List<String> UPDATER_LABELS =
            List.of("com.centurylinklabs.watchtower.", "wud.", "tidewaiter.", "tugtainer.", "dockcheck.");
    private static final Set<String> UPDATER_IMAGES = Set.of(
            "watchtower", "wud", "whatsupdocker", "ouroboros", "tidewaiter", "tugtainer", "dockcheck", "shepherd");

    private static final Map<String, String> EXCLUSIONS = Map.of(
            "watchtower", "com.centurylinklabs.watchtower.enable", "wud", "wud.watch", "whatsupdocker", "wud.watch");

    private OwnerChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        compose(input.source()).ifPresent(findings::add);
        swarm(input.source()).ifPresent(findings::add);
        kubernetes(input.source()).ifPresent(findings::add);
        systemd(input.source()).ifPresent(findings::add);
        userInterface(input.source()).ifPresent(findings::add);
        updater(input).ifPresent(findings::add);
    }

    private static Optional<Finding> compose(ContainerSnapshot source) {
        if (!hasLabel(source, List.of(COMPOSE))) {
            return Optional.empty();
        }
        String evidence = "project " + source.label(COMPOSE + "project").orElse("?") + ", service "
                + source.label(COMPOSE + "service").orElse("?")
                + source.label(COMPOSE + "project.config_files")
                        .map(files -> ", files " + files)
                        .orElse("");
        if (source.label(MigrationLabels.MIGRATION).isPresent()) {
            return Optional.of(
                    Finding.blocker(
                            FindingCodes.COMPOSE_MANAGED,
                            "The server was made by an earlier migration or upgrade, and carries the labels of a Compose project."
                                    + " Its next 'compose up' would take it for its own after this migration as well.",
                            evidence,
                            "Run 'docker compose up -d' first: from the file that was written then, it makes the same server anew."));
        }
        return Optional.of(Finding.consent(
                FindingCodes.COMPOSE_MANAGED,
                "The server belongs to a Compose project, whose file still says PMM 2. The retired server is replaced by one"
                        + " that Compose does not know, so that the next 'compose up' does not start it.",
                evidence,
                "Let the file be changed with --write-compose; or accept this code, and change the file as the plan shows:"
                        + " until PMM 3's container is removed, 'compose up' finds its name taken."));
    }

    private static Optional<Finding> swarm(ContainerSnapshot source) {
        if (!hasLabel(source, SWARM)) {
            return Optional.empty();
        }
        String service = source.label("com.docker.swarm.service.name").orElse("?");
        return Optional.of(
                Finding.blocker(
                        FindingCodes.SWARM_MANAGED,
                        "The server is a task of a Swarm service, which replaces its containers itself.",
                        "service " + service,
                        "Scale the service to 0, copy its data to a volume, hand that over to 1000:0 (chown -R -h), and let 'docker"
                                + " service update --image' with PMM 3, the new ports (--publish-rm 443 --publish-add ...,target=8443)"
                                + " and the new names of variables start it again; or make the server a container of its own first."));
    }

    private static Optional<Finding> kubernetes(ContainerSnapshot source) {
        if (!hasLabel(source, KUBERNETES)) {
            return Optional.empty();
        }
        return Optional.of(Finding.blocker(
                FindingCodes.KUBERNETES_MANAGED,
                "The server belongs to a pod of Kubernetes, which replaces its containers itself.",
                "pod " + source.label("io.kubernetes.pod.name").orElse("?") + ", namespace "
                        + source.label("io.kubernetes.pod.namespace").orElse("?"),
                "Migrate with the Helm chart of PMM."));
    }

    private static Optional<Finding> systemd(ContainerSnapshot source) {
        if (!hasLabel(source, SYSTEMD)) {
            return Optional.empty();
        }
        return Optional.of(Finding.consent(
                FindingCodes.SYSTEMD_MANAGED,
                "The server belongs to a unit of systemd, which would start PMM 2 again.",
                source.label("PODMAN_SYSTEMD_UNIT")
                        .map(unit -> "unit " + unit)
                        .orElse("label io.containers.autoupdate"),
                "Stop and disable the unit, change it to PMM 3 afterwards, and accept this code."));
    }

    private static Optional<Finding> userInterface(ContainerSnapshot source) {
        if (!hasLabel(source, USER_INTERFACES)) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                FindingCodes.UI_MANAGED,
                "The server was made by a user interface, whose template still says PMM 2 afterwards.",
                "labels " + String.join(", ", labels(source, USER_INTERFACES)),
                "Change image, ports and environment in the template after the migration."));
    }

    private static Optional<Finding> updater(PreflightInput input) {
        List<String> evidence = new ArrayList<>();
        labels(input.source(), UPDATER_LABELS).stream()
                .filter(label -> !isOff(input.source(), label))
                .forEach(label -> evidence.add("label " + label));
        input.strangers().stream()
                .filter(container -> container.state().isActive())
                .filter(container -> updates(name(container.imageReference()), input.source()))
                .forEach(container -> evidence.add(
                        "running container " + container.name() + " of image " + container.imageReference()));
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                FindingCodes.AUTO_UPDATER,
                "Something on the engine updates containers by itself. It may recreate the server in the middle of the"
                        + " migration, and later take PMM 3 to a version you did not choose.",
                String.join("; ", evidence),
                "Stop it for the time of the migration, or exclude the server. PMM itself needs none since 3.9."));
    }

    /** Labels also tell an updater to leave a container alone. */
    private static boolean updates(String image, ContainerSnapshot source) {
        boolean excluded = EXCLUSIONS.entrySet().stream()
                .filter(entry -> image.equals(entry.getKey()))
                .anyMatch(entry -> isOff(source, entry.getValue()));
        return UPDATER_IMAGES.contains(image) && !excluded;
    }

    private static boolean isOff(ContainerSnapshot source, String label) {
        return EXCLUSIONS.containsValue(label)
                && source.label(label).filter("false"::equalsIgnoreCase).isPresent();
    }

    private static String name(String reference) {
        String path = reference.split("@", 2)[0];
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.split(":", 2)[0];
    }

    private static boolean hasLabel(ContainerSnapshot source, List<String> prefixes) {
        return !labels(source, prefixes).isEmpty();
    }

    private static Set<String> labels(ContainerSnapshot source, List<String> prefixes) {
        Set<String> found = new TreeSet<>();
        source.labels().keySet().stream()
                .filter(key -> prefixes.stream().anyMatch(key::startsWith))
                .forEach(found::add);
        return found;
    }
}
