package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A command on its way from the configuration that it expresses.
 *
 * <p>Whatever is expressed is taken out of the configuration, so that what is left in the end is what could not be. Used by
 * one thread for one command.
 */
final class CommandBuilder {
    private static final int LONGEST_FILE = 200;

    private final CommandSource source;
    private ConfigDocument rest;
    private final List<String> preparation = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> afterwards = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final ContainerName name;
    private int variables;

    CommandBuilder(ContainerSpec spec, CommandSource source) {
        this.name = spec.name();
        this.rest = spec.configuration();
        this.source = source;
    }

    CommandSource source() {
        return source;
    }

    ConfigDocument rest() {
        return rest;
    }

    /** Returns commands to be run before, in a shell of their own together with this one. */
    List<String> preparation() {
        return preparation;
    }

    List<String> words() {
        return words;
    }

    /** Returns the words of further commands, to be run once the container is there. */
    List<String> afterwards() {
        return afterwards;
    }

    List<String> notes() {
        return notes;
    }

    void option(String name, String value) {
        words.add(name);
        words.add(value);
    }

    /** Adds a truth value, which has to stand in one word with its option. */
    void flag(String name, boolean value) {
        words.add(value ? name : name + "=false");
    }

    void note(String text) {
        notes.add(text);
    }

    /** Returns what stands for a text of the old container; the letter at the end keeps the shell from cutting line ends off. */
    String fromSource(String template) {
        String variable = "pmm_migration_" + ++variables;
        preparation.add(
                variable + "=$(" + source.inspect(template + "x") + "); " + variable + "=${" + variable + "%x}");
        return Shell.reference(variable);
    }

    /** Returns the name of a short-lived file that holds text of the old container. */
    String fileFromSource(String ending, String template) {
        String file = name.value().substring(0, Math.min(name.value().length(), LONGEST_FILE)) + ending;
        files.add(file);
        preparation.add(source.inspect(template) + " > " + Shell.quote(file));
        return file;
    }

    /** Returns the whole; what is read into the shell must not stay there, so it happens in a shell of its own. */
    List<String> assembled() {
        List<String> commands = new ArrayList<>();
        if (!preparation.isEmpty()) {
            commands.addAll(List.of("(", "set -eu"));
        }
        if (!files.isEmpty()) {
            commands.add("umask 077");
            commands.add("trap " + Shell.quote("rm -f " + Shell.join(files)) + " EXIT");
        }
        commands.addAll(preparation);
        commands.add(Shell.join(words));
        if (!preparation.isEmpty()) {
            commands.add(")");
        }
        commands.addAll(afterwards);
        return commands;
    }

    Optional<String> takeText(String pointer) {
        return take(pointer).flatMap(value -> value.text("")).filter(text -> !text.isEmpty());
    }

    OptionalLong takeNumber(String pointer) {
        return take(pointer).map(value -> value.number("")).orElse(OptionalLong.empty());
    }

    Optional<Boolean> takeFlag(String pointer) {
        return take(pointer).flatMap(value -> value.flag(""));
    }

    List<String> takeTexts(String pointer) {
        return take(pointer).map(value -> value.texts("")).orElse(List.of());
    }

    List<ConfigDocument> takeElements(String pointer) {
        return take(pointer).map(value -> value.elements("")).orElse(List.of());
    }

    Optional<ConfigDocument> take(String pointer) {
        Optional<ConfigDocument> value = rest.at(pointer);
        rest = rest.without(pointer);
        return value;
    }
}
