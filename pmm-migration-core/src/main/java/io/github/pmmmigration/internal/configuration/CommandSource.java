package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The old container, as the place from which commands read what they must not show.
 *
 * @param container the old container; absent when there is none
 * @param hidden texts that no command may show
 */
record CommandSource(Optional<ContainerSnapshot> container, Set<String> hidden) {
    /** Values shorter than this are found everywhere by chance. */
    private static final int SHORTEST_SECRET = 8;

    static CommandSource of(Optional<ContainerSnapshot> container, List<String> environment) {
        Stream<String> old = container.stream().flatMap(snapshot -> snapshot.document().texts("/Config/Env").stream());
        return new CommandSource(
                container,
                Stream.concat(environment.stream(), old)
                        .map(EnvironmentEntry::parse)
                        .filter(entry -> !Redaction.isHarmless(entry.name()))
                        .flatMap(entry -> entry.value().stream())
                        .filter(value -> value.length() >= SHORTEST_SECRET)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    List<EnvironmentEntry> environment() {
        return texts("/Config/Env").stream().map(EnvironmentEntry::parse).toList();
    }

    Optional<String> text(String pointer) {
        return container.flatMap(snapshot -> snapshot.document().text(pointer));
    }

    List<String> texts(String pointer) {
        return container.map(snapshot -> snapshot.document().texts(pointer)).orElse(List.of());
    }

    String id() {
        return container.map(ContainerSnapshot::id).map(ContainerId::value).orElse("CONTAINER");
    }

    Optional<String> secretIn(String text) {
        return hidden.stream().filter(text::contains).findFirst();
    }

    /** Returns the command that prints what a template of the engine's makes of the old container. */
    String inspect(String template) {
        return "docker container inspect --format " + Shell.quote(template) + " " + id();
    }

    /** Returns a text as it stands in a template. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c != 127 && c != '"' && c != '\\';
            literal.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return literal.append('"').toString();
    }
}
