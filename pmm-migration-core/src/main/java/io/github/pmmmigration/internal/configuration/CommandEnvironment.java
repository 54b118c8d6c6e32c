package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment as options, without showing a secret: secret values are read from the container that has them by the very
 * commands that need them, into a file for {@code --env-file}, or into the shell's own environment when they do not fit one.
 */
final class CommandEnvironment {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** The reader of such files gives up on longer lines. */
    private static final int LONGEST_LINE = 60_000;
    /** Names by which the docker command itself is told what to do. */
    private static final Pattern CLIENTS_OWN = Pattern.compile("(?i)DOCKER_.*|(HTTP|HTTPS|NO|ALL)_PROXY|LD_.*|IFS|ENV");

    private CommandEnvironment() {}

    static void apply(CommandBuilder command, ContainerName container, Optional<ContainerSnapshot> secrets) {
        Collected collected = new Collected(new LinkedHashMap<>(), new ArrayList<>());
        Map<String, String> fromFile = collected.fromFile();
        List<String> options = collected.options();
        for (String text : command.takeTexts("/Env")) {
            EnvironmentEntry entry = EnvironmentEntry.parse(text);
            if (entry.value().isEmpty() || Redaction.isHarmless(entry.name())) {
                options.addAll(List.of("--env", text));
            } else {
                secret(command, entry, origin(entry, secrets), collected);
            }
        }
        if (!fromFile.isEmpty()) {
            String file = container + ".env";
            command.preparation()
                    .add("(umask 077; docker container inspect --format " + Shell.quote(template(fromFile)) + " "
                            + id(secrets) + " > " + Shell.quote(file) + ")");
            command.option("--env-file", file);
        }
        command.words().addAll(options);
    }

    /** What goes into the file, by new name and old; and the options for the rest. */
    private record Collected(Map<String, String> fromFile, List<String> options) {}

    private static void secret(
            CommandBuilder command, EnvironmentEntry entry, Optional<String> origin, Collected collected) {
        Map<String, String> fromFile = collected.fromFile();
        List<String> options = collected.options();
        String value = entry.value().orElse("");
        if (origin.isEmpty()) {
            options.addAll(List.of("--env", entry.name() + "=" + Redaction.HIDDEN));
            command.note(
                    "Replace *** by the value of " + entry.name() + ", which the old container does not have as such.");
        } else if (fitsFile(entry.name(), value)) {
            fromFile.put(entry.name(), origin.get());
        } else if (IDENTIFIER.matcher(entry.name()).matches()
                && !CLIENTS_OWN.matcher(entry.name()).matches()) {
            command.preparation().add(export(entry.name(), origin.get()));
            options.addAll(List.of("--env", entry.name()));
        } else {
            options.addAll(List.of("--env", entry.name() + "=" + Redaction.HIDDEN));
            command.note("Replace *** by the value of " + entry.name() + ".");
        }
    }

    /** Finds the variable of the old container that has this value: by its own name, or by the one it had there. */
    private static Optional<String> origin(EnvironmentEntry entry, Optional<ContainerSnapshot> secrets) {
        List<EnvironmentEntry> there = secrets
                .map(snapshot -> snapshot.document().texts("/Config/Env"))
                .stream()
                .flatMap(List::stream)
                .map(EnvironmentEntry::parse)
                .filter(other -> other.value().equals(entry.value()))
                .filter(other -> isUnique(other.name(), secrets))
                .toList();
        return there.stream()
                .map(EnvironmentEntry::name)
                .filter(entry.name()::equals)
                .findFirst()
                .or(() -> there.stream().map(EnvironmentEntry::name).findFirst())
                .filter(name -> name.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\'));
    }

    private static boolean isUnique(String name, Optional<ContainerSnapshot> secrets) {
        return secrets.stream()
                        .flatMap(snapshot -> snapshot.document().texts("/Config/Env").stream())
                        .filter(text -> EnvironmentEntry.parse(text).name().equals(name))
                        .count()
                == 1;
    }

    private static boolean fitsFile(String name, String value) {
        return name.matches("[^\\s#][^\\s]*")
                && value.length() < LONGEST_LINE
                && value.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0)
                && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    private static String template(Map<String, String> newNames) {
        String choices = newNames.entrySet().stream()
                .map(names -> "{{if eq $name \"" + names.getValue() + "\"}}" + names.getKey() + "={{slice . "
                        + (names.getValue().length() + 1) + "}}{{println}}{{end}}")
                .collect(Collectors.joining());
        return "{{range .Config.Env}}{{$name := index (split . \"=\") 0}}" + choices + "{{end}}";
    }

    /** The letter at the end keeps the shell from cutting line ends off the value. */
    private static String export(String name, String origin) {
        String format = "{{range .Config.Env}}{{if eq (index (split . \"=\") 0) \"" + origin + "\"}}{{slice . "
                + (origin.length() + 1) + "}}x{{end}}{{end}}";
        return name + "=$(docker container inspect --format " + Shell.quote(format) + " @SOURCE@); export " + name + "="
                + "\"${" + name + "%x}\"";
    }

    static String withSource(String preparation, Optional<ContainerSnapshot> secrets) {
        return preparation.replace("@SOURCE@", id(secrets));
    }

    private static String id(Optional<ContainerSnapshot> secrets) {
        return secrets.map(snapshot -> snapshot.id().value()).orElse("CONTAINER");
    }

    /** Returns the values that must not appear in a command. */
    static Set<String> secretValues(List<String> environment) {
        return environment.stream()
                .map(EnvironmentEntry::parse)
                .filter(entry -> !Redaction.isHarmless(entry.name()))
                .flatMap(entry -> entry.value().stream())
                .collect(Collectors.toSet());
    }
}
