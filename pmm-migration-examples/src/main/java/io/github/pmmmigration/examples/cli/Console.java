package io.github.pmmmigration.examples.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything a command knows of the world around it, so that a test can be another world.
 *
 * @param out where the result goes
 * @param err where progress and complaints go
 * @param in where answers come from
 * @param environment environment variables
 * @param folder what relative paths start from
 * @param terminal whether somebody is watching
 * @param simulations makes a simulation with a server of that name
 * @param signals who asks to stop
 */
record Console(
        PrintStream out,
        PrintStream err,
        InputStream in,
        Map<String, String> environment,
        Path folder,
        boolean terminal,
        Function<String, Simulation> simulations,
        Signals signals) {

    /** Tells somebody when the process is asked to stop, until the registration is closed. */
    @FunctionalInterface
    interface Signals {
        Closeable onStop(Runnable reaction);
    }

    Path resolve(Path path) {
        return folder.resolve(path);
    }

    /** Asks a question of which only a clear yes is a yes. */
    boolean confirms(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().matches("(?i)y|yes");
        } catch (IOException e) {
            return false;
        }
    }
}
