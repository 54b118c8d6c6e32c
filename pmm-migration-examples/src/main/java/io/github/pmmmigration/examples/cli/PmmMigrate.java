package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Moves a PMM 2 server in a container to PMM 3 from a command line.
 *
 * <p>What it changes is what each command says of itself; {@code discover}, {@code check}, {@code plan}, {@code status}, {@code baseline} and {@code verify}
 * change nothing. Used by one thread.
 *
 * @since 0.1
 */
@Command(
        name = "pmm-migrate",
        description = "Moves a PMM 2 server in a container to PMM 3, and back.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 done; 1 failed, PMM 2 serves; 2 refused, nothing was changed;",
            "3 needs a hand; 4 cancelled, running it again is safe.",
            "",
            "Try it without touching anything:",
            "  pmm-migrate migrate --engine simulated --yes",
            "",
            "Options and examples of a command: pmm-migrate COMMAND --help"
        })
public final class PmmMigrate implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private PmmMigrate() {}

    /** Runs the tool and ends the process with its exit code. */
    public static void main(String[] arguments) {
        List<String> given = Arrays.asList(arguments);
        // Before the first logger exists: it decides whether log lines are shown. Ours alone: those of the HTTP clients
        // below
        // show whole requests and answers, and with them the secrets in a server's environment.
        if (given.contains("--debug")) {
            System.setProperty("org.slf4j.simpleLogger.log.io.github.pmmmigration", "debug");
        }
        ProcessSignals signals = new ProcessSignals();
        int code = run(given, Terminal.console(signals));
        signals.ended(code);
        System.exit(code);
    }

    static int run(List<String> arguments, Console console) {
        boolean json = arguments.contains("--json");
        try {
            List<String> expanded = PlanFile.expand(arguments, console);
            return commandLine(console, arguments).execute(expanded.toArray(String[]::new));
        } catch (UsageException e) {
            return refused(e.problem(), json, console);
        } catch (Error e) {
            return unexpected(e, arguments, console);
        }
    }

    static CommandLine commandLine(Console console, List<String> arguments) {
        CommandLine line = new CommandLine(new PmmMigrate());
        line.addSubcommand(new DiscoverCommand(console));
        line.addSubcommand(new CheckCommand(console));
        line.addSubcommand(new PlanCommand(console));
        line.addSubcommand(new MigrateCommand(console));
        line.addSubcommand(new UpgradeServerCommand(console));
        line.addSubcommand(new ClientsCommand(console));
        line.addSubcommand(new StatusCommand(console));
        line.addSubcommand(new RollbackCommand(console));
        line.addSubcommand(new CommitCommand(console));
        line.addSubcommand(new KeysCommand(console));
        line.addSubcommand(new BaselineCommand(console));
        line.addSubcommand(new VerifyCommand(console));
        line.addSubcommand(new GenerateCompletion());
        line.getSubcommands().values().forEach(command -> {
            command.getCommandSpec().mixinStandardHelpOptions(true);
            OptionSections.showIn(command);
        });
        line.setOut(writer(console.out())).setErr(writer(console.err()));
        line.setOverwrittenOptionsAllowed(true).setUsageHelpWidth(80).setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((e, given) -> misunderstood(e, arguments.contains("--json"), console));
        line.setExecutionExceptionHandler((e, command, result) -> failed(e, arguments, console));
        return line;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int misunderstood(ParameterException e, boolean json, Console console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String remedy = meant(e) + "See: " + command + " --help";
        return refused(new UsageException(what(e), remedy).problem(), json, console);
    }

    private static String what(ParameterException e) {
        boolean noCommand = e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && e.getCommandLine().getParent() == null;
        return noCommand
                ? "There is no command '"
                        + ((UnmatchedArgumentException) e).getUnmatched().get(0) + "'."
                : String.valueOf(e.getMessage());
    }

    private static String meant(ParameterException e) {
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return suggestions.isEmpty() ? "" : "Perhaps " + suggestions.get(0) + " was meant. ";
    }

    private static int refused(Problem problem, boolean json, Console console) {
        if (json) {
            console.out().println(Documents.error(problem));
        }
        Complaint.print(console.err(), problem);
        return ExitCode.REFUSED.number();
    }

    private static int failed(Exception e, List<String> arguments, Console console) {
        boolean json = arguments.contains("--json");
        if (e instanceof UsageException usage) {
            return refused(usage.problem(), json, console);
        }
        return e instanceof MigrationException expected
                ? refused(expected.problem(), json, console)
                : unexpected(e, arguments, console);
    }

    private static int unexpected(Throwable e, List<String> arguments, Console console) {
        Problem bug = new Problem(
                "UNEXPECTED",
                "Something happened that should not: " + e,
                "What was done until then stays done; 'pmm-migrate status' says where things stand.",
                "Please report it with the output of the same command and --debug. Running it again is safe.");
        if (arguments.contains("--json")) {
            console.out().println(Documents.error(bug));
        }
        Complaint.print(console.err(), bug);
        if (arguments.contains("--debug")) {
            e.printStackTrace(console.err());
        }
        return ExitCode.NEEDS_A_HAND.number();
    }

    /** Shows what there is when no command was given. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "There is no command.");
    }
}
