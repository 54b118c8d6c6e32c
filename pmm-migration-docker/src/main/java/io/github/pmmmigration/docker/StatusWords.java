package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.Map;

/** Translates the words for a container's state that only Podman has. */
final class StatusWords {
    private static final String PLACE = "/State/Status";
    private static final Map<String, String> KNOWN_AS = Map.of(
            "configured", "created",
            "initialized", "created",
            "stopped", "exited",
            "stopping", "running",
            "unknown", "dead");

    private StatusWords() {}

    static ConfigDocument known(ConfigDocument inspection) {
        return inspection
                .text(PLACE)
                .map(KNOWN_AS::get)
                .map(word -> inspection.with(PLACE, word))
                .orElse(inspection);
    }
}
