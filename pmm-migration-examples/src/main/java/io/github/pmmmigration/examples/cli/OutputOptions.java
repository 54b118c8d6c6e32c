package io.github.pmmmigration.examples.cli;

import picocli.CommandLine.Option;

/** How things are shown. */
final class OutputOptions {
    @Option(
            names = "--json",
            description = "Print exactly one JSON document, the result, and nothing else to standard output.")
    private boolean json;

    @Option(names = "--plain", description = "Neither colours nor a progress bar, also on a terminal.")
    private boolean plain;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(names = "--no-color", description = "No colours. The variable NO_COLOR does the same.")
    private boolean noColor;

    @Option(names = "--debug", description = "Show log lines, and the stack trace of a failure.")
    private boolean debug;

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean debug() {
        return debug;
    }

    boolean lively(Console console) {
        String kind = console.environment().getOrDefault("TERM", "");
        return console.terminal() && !plain && !kind.equals("dumb");
    }

    boolean coloured(Console console) {
        boolean unwanted = !console.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return lively(console) && !noColor && !unwanted;
    }
}
