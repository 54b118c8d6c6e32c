package io.github.pmmmigration.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Just enough of a shell and of its commands to stand for small containers: {@code echo}, {@code sleep}, {@code exit},
 * {@code true}, {@code false}, {@code cat}, {@code id}, {@code printenv}, {@code trap} and endless loops.
 */
final class ToyShell {
    private static final Pattern TRAP = Pattern.compile("trap ['\"]exit (\\d+)['\"] (TERM|USR1)\\s*;?\\s*");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:;|\\n|&&)\\s*");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final int NOT_FOUND = 127;

    private final Function<String, Optional<String>> files;
    private final String user;
    private final Map<String, String> variables;

    /** Creates a shell that sees these files, runs as this user, and was given these variables. */
    ToyShell(Function<String, Optional<String>> files, String user, Map<String, String> variables) {
        this.files = files;
        this.user = user;
        this.variables = variables;
    }

    /** How a command ended: what it printed, how long it took (for ever when absent), and with what it answers signals. */
    record Outcome(int exitCode, String out, String err, Optional<Duration> time, Map<String, Integer> traps) {
        static Outcome of(int exitCode, String out, String err) {
            return new Outcome(exitCode, out, err, Optional.of(Duration.ZERO), Map.of());
        }

        Outcome then(Outcome next) {
            return new Outcome(
                    next.exitCode,
                    out + next.out,
                    err + next.err,
                    time.flatMap(before -> next.time.map(before::plus)),
                    next.traps);
        }

        private Outcome answering(String signal, int code) {
            return new Outcome(exitCode, out, err, time, Map.of("SIG" + signal, code));
        }

        OptionalInt on(String signal) {
            Integer code = traps.get(signal);
            return code == null ? OptionalInt.empty() : OptionalInt.of(code);
        }
    }

    /** Runs a program; empty when there is none of that name. */
    Optional<Outcome> run(List<String> arguments) {
        String program = arguments.get(0).substring(arguments.get(0).lastIndexOf('/') + 1);
        return Optional.ofNullable(
                switch (program) {
                    case "sh", "bash" -> shell(arguments);
                    case "true", ":" -> Outcome.of(0, "", "");
                    case "false" -> Outcome.of(1, "", "");
                    case "echo" -> echo(arguments.subList(1, arguments.size()));
                    case "sleep" -> sleep(arguments.get(1));
                    case "cat" -> cat(arguments.get(1));
                    case "printenv" -> printenv(arguments.get(1));
                    case "id" -> Outcome.of(0, user + "\n", "");
                    default -> null;
                });
    }

    private Outcome shell(List<String> arguments) {
        int option = arguments.indexOf("-c");
        return option < 0 || option + 1 >= arguments.size() ? Outcome.of(0, "", "") : script(arguments.get(option + 1));
    }

    private Outcome script(String text) {
        Matcher trap = TRAP.matcher(text);
        return trap.lookingAt()
                ? commands(text.substring(trap.end())).answering(trap.group(2), Integer.parseInt(trap.group(1)))
                : commands(text);
    }

    private Outcome commands(String text) {
        Outcome outcome = Outcome.of(0, "", "");
        for (String command : SEPARATOR.split(text, -1)) {
            List<String> words = words(command);
            if (words.isEmpty()) {
                continue;
            }
            if (words.get(0).equals("while")) {
                return outcome.then(sleep("infinity"));
            }
            if (words.get(0).equals("exit")) {
                return outcome.then(Outcome.of(words.size() > 1 ? Integer.parseInt(words.get(1)) : 0, "", ""));
            }
            outcome = outcome.then(command(words));
        }
        return outcome;
    }

    private Outcome command(List<String> words) {
        boolean toErrors = words.remove(">&2") || words.remove("1>&2");
        Outcome outcome =
                run(words).orElseGet(() -> Outcome.of(NOT_FOUND, "", "sh: " + words.get(0) + ": not found\n"));
        return toErrors
                ? new Outcome(outcome.exitCode, "", outcome.out + outcome.err, outcome.time, outcome.traps)
                : outcome;
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }

    private static Outcome echo(List<String> words) {
        return Outcome.of(0, String.join(" ", words) + "\n", "");
    }

    private Outcome printenv(String variable) {
        String value = variables.get(variable);
        return value == null ? Outcome.of(1, "", "") : Outcome.of(0, value + "\n", "");
    }

    private static Outcome sleep(String time) {
        Optional<Duration> duration = time.equals("infinity")
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1000 * Double.parseDouble(time))));
        return new Outcome(0, "", "", duration, Map.of());
    }

    private Outcome cat(String path) {
        return files.apply(path)
                .map(text -> Outcome.of(0, text, ""))
                .orElseGet(() -> Outcome.of(1, "", "cat: can't open '" + path + "': No such file or directory\n"));
    }
}
