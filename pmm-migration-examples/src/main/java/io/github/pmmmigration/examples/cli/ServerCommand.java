package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.Credentials;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What every command does around its work: options, engine, and what to say when it fails before it began. */
abstract class ServerCommand implements Callable<Integer> {
    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final LoginOptions login = new LoginOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final Console console;

    private Optional<Credentials> credentials = Optional.empty();

    ServerCommand(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() {
        Complaint.asUsage(server::container);
        prepare();
        credentials = login.credentials(console);
        try (Session session = Session.open(engine, server.container(), console)) {
            announce(session);
            return run(session).number();
        } catch (MigrationException e) {
            failed(e);
            return ExitCode.REFUSED.number();
        }
    }

    /** Refuses wrong options before an engine is even asked. */
    void prepare() {}

    abstract ExitCode run(Session session);

    /** The document to print when the work could not begin. */
    abstract String failure(Problem problem);

    private void failed(MigrationException e) {
        if (output.json()) {
            console.out().println(failure(e.problem()));
        }
        complain(e.problem());
        if (output.debug()) {
            e.printStackTrace(console.err());
        }
    }

    /** Says what happened, what state things are in, and what to do next. */
    final void complain(Problem problem) {
        Complaint.print(console.err(), problem);
    }

    private void announce(Session session) {
        if (session.simulated()) {
            (output.json() ? console.err() : console.out())
                    .println("This is a simulation: a PMM 2 in memory; nothing on this machine is touched.");
        } else if (credentials.isEmpty() && !output.quiet()) {
            console.err()
                    .println("No password was given: trying the one that every PMM starts its life with, as user"
                            + " admin. Give another with --password-env or --password-file.");
        }
    }

    final MigrationPlanBuilder plan(Session session) {
        return plan(session, server.container());
    }

    final MigrationPlanBuilder plan(Session session, String container) {
        return Complaint.asUsage(() -> {
            MigrationPlanBuilder builder = session.equip(server.begin(container, console));
            credentials.ifPresent(builder::credentials);
            return configure(builder, session);
        });
    }

    MigrationPlanBuilder configure(MigrationPlanBuilder builder, Session session) {
        return builder;
    }

    final Console console() {
        return console;
    }

    final OutputOptions output() {
        return output;
    }

    final String container() {
        return server.container();
    }
}
