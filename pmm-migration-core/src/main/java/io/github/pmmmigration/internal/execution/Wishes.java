package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EnvironmentRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the user wants to have different, as a list of texts to be fingerprinted; it holds secrets and goes nowhere else.
 *
 * <p>Rules are told apart by what they say about the variables that the source has. Edits are code: of them only the number
 * is seen.
 */
final class Wishes {
    private final ConfigurationOverrides overrides;
    private final List<String> parts = new ArrayList<>();

    private Wishes(ConfigurationOverrides overrides) {
        this.overrides = overrides;
    }

    static List<String> of(ConfigurationOverrides overrides, ContainerSnapshot source) {
        Wishes wishes = new Wishes(overrides);
        wishes.values("environment", overrides.environment());
        wishes.values("labels", overrides.labels());
        wishes.rules(source);
        wishes.rest();
        return wishes.parts;
    }

    private void values(String what, Map<String, Optional<String>> values) {
        parts.add(what);
        new TreeMap<>(values).forEach((name, value) -> {
            parts.add(name);
            parts.add(value.map(text -> "=" + text).orElse("left out"));
        });
    }

    private void rules(ContainerSnapshot source) {
        parts.add("rules");
        for (EnvironmentRule rule : overrides.environmentRules()) {
            for (String entry : source.document().texts("/Config/Env")) {
                String name = entry.replaceFirst("(?s)=.*$", "");
                rule.treat(name).ifPresent(treatment -> parts.add(name + ": " + treatment));
            }
        }
    }

    private void rest() {
        parts.add("ports " + overrides.publishedPorts());
        parts.add("networks " + overrides.networks());
        parts.add("memory " + overrides.memory());
        parts.add("restart policy " + overrides.restartPolicy());
        parts.add("compose labels " + overrides.keepsComposeLabels());
        parts.add("edits " + overrides.edits().size());
    }
}
