package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.error.Problem;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Says what happened, what state things are in, and what to do next. */
final class Complaint {
    private Complaint() {}

    static void print(PrintStream err, Problem problem) {
        err.println("pmm-migrate: " + problem.what());
        part(err, problem.state());
        part(err, problem.remedy());
    }

    private static void part(PrintStream err, String text) {
        if (!text.isEmpty()) {
            err.println("  " + text);
        }
    }

    /** Turns what the library says about a wrong value into what a command line says. */
    static <T> T asUsage(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException("A value on the command line is not possible: " + e.getMessage(), "See --help.");
        }
    }
}
