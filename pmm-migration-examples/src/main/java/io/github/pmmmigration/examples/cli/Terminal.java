package io.github.pmmmigration.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The console of a real process. */
final class Terminal {
    private static final Duration PACE = Duration.ofMillis(90);

    private Terminal() {}

    static Console console(Console.Signals signals) {
        boolean watched = isWatched();
        return new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.in,
                System.getenv(),
                Path.of(""),
                watched,
                name -> Simulation.of(name, watched ? PACE : Duration.ZERO),
                signals);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** From Java 22 on there is a console in any case, and it says itself whether it is a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isWatched() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = java.io.Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
