package io.github.pmmmigration.internal.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environment: the image's defaults go, the user's own variables are translated, overrides have the last word. */
final class EnvironmentFields {
    private static final String POINTER = "/Env";
    private static final String OVERRIDDEN = "asked for by an override";

    private EnvironmentFields() {}

    static void apply(Draft draft) {
        List<String> own = withoutDefaults(draft);
        Map<String, Optional<String>> overrides = draft.overrides().environment();
        List<String> wanted = overridden(draft, own, overrides);
        List<String> result = draft.request().kind().translates() ? translated(draft, wanted) : wanted;
        draft.put(POINTER, without(result, left(overrides)), "");
    }

    /** Takes away exactly what the image brought; the same name with another value is the user's. */
    private static List<String> withoutDefaults(Draft draft) {
        Set<String> defaults = new HashSet<>(draft.imageDefaults().texts(POINTER));
        List<String> made = madeByPodman(draft);
        List<String> coming = draft.comingDefaults().texts(POINTER);
        List<String> own = new ArrayList<>();
        for (String entry : draft.document().texts(POINTER)) {
            if (made.contains(entry)) {
                continue;
            }
            if (!defaults.contains(entry)) {
                own.add(entry);
            } else if (!coming.contains(entry)) {
                replacedDefault(draft, entry, coming);
            }
        }
        return own;
    }

    /** Podman shows what it adds at every start as if it were configured; root's home would be wrong for PMM 3's user. */
    private static List<String> madeByPodman(Draft draft) {
        String hostname = draft.source().document().text("/Config/Hostname").orElse("");
        return draft.isPodman()
                ? List.of("HOME=/root", "TERM=xterm", "container=podman", "HOSTNAME=" + hostname)
                : List.of();
    }

    private static void replacedDefault(Draft draft, String entry, List<String> coming) {
        String name = EnvironmentEntry.parse(entry).name();
        String after = coming.stream()
                .filter(other -> EnvironmentEntry.parse(other).name().equals(name))
                .findFirst()
                .map(Redaction::environment)
                .orElse("");
        draft.difference("Env." + name, Redaction.environment(entry), after, Draft.IMAGE_DEFAULT);
    }

    private static void difference(Draft draft, String entry, String reason) {
        draft.difference("Env." + EnvironmentEntry.parse(entry).name(), Redaction.environment(entry), "", reason);
    }

    /** Applies what is set and left out, under old names and new: to set either is to take the other's place. */
    private static List<String> overridden(Draft draft, List<String> own, Map<String, Optional<String>> overrides) {
        Set<String> meant = meant(overrides.keySet(), draft.request().kind().translates());
        Map<String, String> replaced = new LinkedHashMap<>();
        List<String> kept = new ArrayList<>();
        for (String entry : own) {
            String name = EnvironmentEntry.parse(entry).name();
            if (meant.contains(KnownVariables.key(name))) {
                replaced.put(name, entry);
                kept.addAll(inPlace(name, overrides));
            } else {
                kept.add(entry);
            }
        }
        overrides.forEach((name, value) -> {
            if (!replaced.containsKey(name)) {
                value.ifPresent(text -> kept.add(name + "=" + text));
            }
        });
        describe(draft, overrides, replaced);
        return kept;
    }

    private static List<String> inPlace(String name, Map<String, Optional<String>> overrides) {
        return overrides.getOrDefault(name, Optional.empty()).stream()
                .map(value -> name + "=" + value)
                .toList();
    }

    private static void describe(Draft draft, Map<String, Optional<String>> overrides, Map<String, String> replaced) {
        replaced.forEach((name, entry) -> {
            if (overrides.getOrDefault(name, Optional.empty()).isEmpty()) {
                difference(draft, entry, OVERRIDDEN);
            }
        });
        overrides.forEach((name, value) -> value.ifPresent(text -> draft.difference(
                "Env." + name,
                Optional.ofNullable(replaced.get(name))
                        .map(Redaction::environment)
                        .orElse(""),
                Redaction.environment(name + "=" + text),
                OVERRIDDEN)));
    }

    /** Returns the keys of the names, and with them those that mean the same on the other side. */
    private static Set<String> meant(Set<String> names, boolean translates) {
        Set<String> meant = new HashSet<>();
        for (String name : names) {
            String canonical = KnownVariables.key(name);
            meant.add(canonical);
            if (translates) {
                KnownVariables.ofPmm2().stream()
                        .filter(variable -> variable.newName().equals(canonical))
                        .forEach(variable -> meant.add(variable.name()));
                KnownVariables.find(canonical).ifPresent(variable -> meant.add(variable.newName()));
            }
        }
        meant.remove("");
        return meant;
    }

    private static List<String> translated(Draft draft, List<String> wanted) {
        EnvironmentTranslation.Result result =
                EnvironmentTranslation.translate(wanted, draft.overrides().environmentRules());
        result.differences()
                .forEach(difference -> draft.difference(
                        difference.path(), difference.before(), difference.after(), difference.reason()));
        result.findings().forEach(draft::finding);
        return result.environment();
    }

    private static Set<String> left(Map<String, Optional<String>> overrides) {
        Set<String> left = new HashSet<>();
        overrides.forEach((name, value) -> {
            if (value.isEmpty()) {
                left.add(KnownVariables.key(name));
            }
        });
        return left;
    }

    private static List<String> without(List<String> entries, Set<String> names) {
        return entries.stream()
                .filter(entry -> !names.contains(
                        KnownVariables.key(EnvironmentEntry.parse(entry).name())))
                .toList();
    }
}
