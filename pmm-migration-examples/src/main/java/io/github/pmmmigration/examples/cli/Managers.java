package io.github.pmmmigration.examples.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Recognises by its labels who takes care of a container. */
final class Managers {
    private static final Map<String, String> BY_LABEL = new LinkedHashMap<>();

    static {
        BY_LABEL.put("com.docker.compose.project", "Compose project ");
        BY_LABEL.put("io.podman.compose.project", "Podman Compose project ");
        BY_LABEL.put("com.docker.swarm.service.name", "Swarm service ");
        BY_LABEL.put("io.kubernetes.pod.name", "Kubernetes pod ");
        BY_LABEL.put("PODMAN_SYSTEMD_UNIT", "systemd unit ");
        BY_LABEL.put("com.hashicorp.nomad.alloc_id", "Nomad allocation ");
    }

    private Managers() {}

    /** Returns who it is; empty when it was started by hand, as far as anybody can tell. */
    static String of(Map<String, String> labels) {
        return BY_LABEL.entrySet().stream()
                .filter(known -> labels.containsKey(known.getKey()))
                .findFirst()
                .map(known -> known.getValue() + labels.get(known.getKey()))
                .orElse("");
    }
}
