package io.github.pmmmigration.internal.configuration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment as options, without showing a secret: secret values are read from the container that has them by the very
 * commands that need them, into a file for {@code --env-file}, or into the shell's own environment when they do not fit one.
 */
final class CommandEnvironment {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** The reader of such files gives up on lines of 64 KiB, a kernel on single variables of 128 KiB. */
    private static final int LONGEST_LINE = 60_000;

    private static final int LONGEST_VARIABLE = 131_000;
    /** Names by which the shell or the docker command itself is told what to do. */
    private static final Pattern CLIENTS_OWN =
            Pattern.compile("(?i)DOCKER_.*|(HTTP|HTTPS|NO|ALL)_PROXY|LD_.*|GO.*|IFS|ENV"
                    + "|BASH.*|PS[0-9]|E?UID|PPID|LINENO|RANDOM|SECONDS|SHELLOPTS|OPTIND|HOME|PATH|PMM_MIGRATION_.*");

    private final CommandBuilder command;
    private final Map<String, String> fromFile = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();

    private CommandEnvironment(CommandBuilder command) {
        this.command = command;
    }

    static void apply(CommandBuilder command) {
        new CommandEnvironment(command).apply();
    }

    private void apply() {
        for (String text : command.takeTexts("/Env")) {
            EnvironmentEntry entry = EnvironmentEntry.parse(text);
            if (mayBeShown(entry)) {
                options.addAll(List.of("--env", text));
            } else {
                origin(entry).ifPresentOrElse(name -> read(entry, name), () -> ask(entry));
            }
        }
        if (!fromFile.isEmpty()) {
            command.option("--env-file", command.fileFromSource(".env", fileTemplate()));
        }
        command.words().addAll(options);
    }

    private static boolean mayBeShown(EnvironmentEntry entry) {
        String value = entry.value().orElse("");
        return value.isEmpty() || (Redaction.isHarmless(entry.name()) && value.indexOf('\n') < 0);
    }

    private void read(EnvironmentEntry entry, String origin) {
        int length = entry.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length < LONGEST_LINE && fitsFile(entry)) {
            fromFile.put(entry.name(), origin);
        } else if (length < LONGEST_VARIABLE && fitsShell(entry.name())) {
            command.preparation().add(export(entry.name(), origin));
            options.addAll(List.of("--env", entry.name()));
        } else {
            options.addAll(List.of("--env", entry.name() + "=" + Redaction.HIDDEN));
            command.note("Replace *** by the value of " + entry.name() + ".");
        }
    }

    /** A value that the user gave for the new container only: it is taken from the shell in which the command is pasted. */
    private void ask(EnvironmentEntry entry) {
        if (!fitsShell(entry.name())) {
            options.addAll(List.of("--env", entry.name() + "=" + Redaction.HIDDEN));
            command.note(
                    "Replace *** by the value of " + entry.name() + ", which the old container does not have as such.");
            return;
        }
        command.preparation()
                .add("export " + entry.name() + "=\"${" + entry.name() + "?set it to the value it shall have}\"");
        options.addAll(List.of("--env", entry.name()));
        command.note(
                "Set " + entry.name() + " in this shell first; the old container does not have the value as such.");
    }

    /** Finds the variable of the old container that has this value: by its own name, or by the one it had there. */
    private Optional<String> origin(EnvironmentEntry entry) {
        List<EnvironmentEntry> old = command.source().environment();
        List<String> there = old.stream()
                .filter(other -> other.value().equals(entry.value()))
                .map(EnvironmentEntry::name)
                .filter(name ->
                        old.stream().filter(other -> other.name().equals(name)).count() == 1)
                .toList();
        return there.contains(entry.name())
                ? Optional.of(entry.name())
                : there.stream().findFirst();
    }

    private static boolean fitsFile(EnvironmentEntry entry) {
        return entry.name().matches("[^\\s#%{][^\\s{]*")
                && entry.value().orElse("").chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0);
    }

    private static boolean fitsShell(String name) {
        return IDENTIFIER.matcher(name).matches() && !CLIENTS_OWN.matcher(name).matches();
    }

    private String fileTemplate() {
        String kept = fromFile.entrySet().stream()
                .filter(names -> names.getKey().equals(names.getValue()))
                .map(names -> " " + CommandSource.literal(names.getKey()))
                .collect(Collectors.joining());
        String renamed = fromFile.entrySet().stream()
                .filter(names -> !names.getKey().equals(names.getValue()))
                .map(names -> "{{if eq $name " + CommandSource.literal(names.getValue()) + "}}" + names.getKey()
                        + "={{slice . " + afterName(names.getValue()) + "}}{{println}}{{end}}")
                .collect(Collectors.joining());
        String same = kept.isEmpty() ? "" : "{{if eq $name" + kept + "}}{{println .}}{{end}}";
        return "{{range .Config.Env}}{{$name := index (split . \"=\") 0}}" + same + renamed + "{{end}}";
    }

    /** Templates count bytes. */
    private static int afterName(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    /** The letter at the end keeps the shell from cutting line ends off the value. */
    private String export(String name, String origin) {
        String template = "{{range .Config.Env}}{{if eq (index (split . \"=\") 0) " + CommandSource.literal(origin)
                + "}}{{slice . " + afterName(origin) + "}}x{{end}}{{end}}";
        return name + "=$(" + command.source().inspect(template) + "); export " + name + "=\"${" + name + "%x}\"";
    }
}
