package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
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
    private ConfigDocument rest;
    private final List<String> preparation = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> afterwards = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    CommandBuilder(ConfigDocument configuration) {
        this.rest = configuration;
    }

    ConfigDocument rest() {
        return rest;
    }

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
