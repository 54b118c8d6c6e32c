package io.github.pmmmigration.examples.cli;

import java.util.stream.Stream;

/** Puts command lines together. */
final class Arguments {
    private Arguments() {}

    static String[] of(String[] more, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }
}
