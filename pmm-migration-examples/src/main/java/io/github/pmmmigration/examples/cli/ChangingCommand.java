package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.report.MigrationOutcome;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Mixin;

/** What changes something: it asks first, shows how it goes, and can be stopped. */
abstract class ChangingCommand extends ReportingCommand {
    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    ChangingCommand(Console console) {
        super(console);
    }

    @Override
    MigrationPlanBuilder configure(MigrationPlanBuilder builder, Session session) {
        change.applyTo(builder, console(), session.simulated());
        return builder;
    }

    @Override
    void prepare() {
        super.prepare();
        if (!change.yes() && !console().terminal()) {
            throw new UsageException(
                    "Nobody is there to be asked, and --yes was not given.", "Add --yes to go on without a question.");
        }
    }

    final boolean asks() {
        return !change.yes();
    }

    final boolean mayGoOn(String question) {
        return change.yes() || console().confirms(question);
    }

    final ExitCode declined() {
        console().err().println("Nothing was changed.");
        return ExitCode.CANCELLED;
    }

    /** Waits for the end; a request to stop is passed on, and what was begun is brought to a safe point. */
    final MigrationOutcome await(CompletableFuture<MigrationOutcome> outcome, Runnable cancel) {
        Closeable registration = console().signals().onStop(() -> {
            console().err().println("Stopping at the next safe point. Running it again is safe.");
            cancel.run();
        });
        try (registration) {
            return outcome.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (IOException e) {
            throw new IllegalStateException("closing a registration does no input or output", e);
        }
    }

    final void say(ExitCode code, MigrationOutcome outcome) {
        Farewell.print(console().err(), code, outcome.report());
    }
}
