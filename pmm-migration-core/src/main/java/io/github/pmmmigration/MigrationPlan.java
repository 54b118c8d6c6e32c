package io.github.pmmmigration;

import io.github.pmmmigration.client.ServerClients;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.internal.execution.Operation;
import io.github.pmmmigration.internal.execution.PlanRunner;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.step.Baseline;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Moves a PMM 2 server in a container to PMM 3.
 *
 * <pre>{@code
 * MigrationReport report = MigrationPlan.forContainer("pmm-server")
 *     .credentials(Credentials.basic("admin", Secret.of(password)))
 *     .execute();
 * }</pre>
 *
 * <p>A plan only says what is wanted; where things stand is read from the engine each time. Running the same plan again
 * after any interruption continues, and running it on a migrated server does nothing. The old container is kept, renamed and
 * disarmed, until {@link #commit()}; until then {@link #rollBack()} makes it serve again.
 *
 * <p>Immutable, reusable and safe for concurrent use; a lock on the engine lets one execution at a time work on a server.
 *
 * @since 0.1
 */
public final class MigrationPlan {
    private final PlanSettings settings;
    private final PlanRunner runner;

    MigrationPlan(PlanSettings settings) {
        this.settings = settings;
        this.runner = new PlanRunner(settings);
    }

    /** Begins a plan for the server in the container with this name or identifier. */
    public static MigrationPlanBuilder forContainer(String container) {
        return forContainer(ContainerRef.of(container));
    }

    /** Begins a plan for the server in this container. */
    public static MigrationPlanBuilder forContainer(ContainerRef container) {
        return new MigrationPlanBuilder(Objects.requireNonNull(container, "container"));
    }

    /** Returns a builder that starts from this plan's settings. */
    public MigrationPlanBuilder toBuilder() {
        return new MigrationPlanBuilder(settings);
    }

    /**
     * Looks at the server and says what would be done, what would be different, and everything that stands in the way.
     *
     * <p>Changes nothing. Blocks while the engine and the server are asked.
     *
     * @throws io.github.pmmmigration.error.MigrationException when the engine does not answer or the container does not exist
     */
    public MigrationPreview preview() {
        return new MigrationPreview(this, runner.preview());
    }

    /**
     * Migrates the server, or continues where an earlier run ended, and returns the report.
     *
     * <p>Blocks until the end. Undo with {@link #rollBack()}.
     *
     * @throws MigrationFailedException when it did not end with PMM 3 serving; it carries the report
     */
    public MigrationReport execute() {
        return MigrationFailedException.reportOrThrow(attempt());
    }

    /** Does the same as {@link #execute()}, but returns how it ended instead of throwing. */
    public MigrationOutcome attempt() {
        return runner.run(new Operation());
    }

    /** Does the same as {@link #attempt()} on a thread of the executor. */
    public MigrationExecution start(Executor executor) {
        Operation operation = new Operation();
        CompletableFuture<MigrationOutcome> outcome =
                CompletableFuture.supplyAsync(() -> runner.run(operation), executor);
        return new MigrationExecution() {
            @Override
            public CompletionStage<MigrationOutcome> outcome() {
                return outcome.minimalCompletionStage();
            }

            @Override
            public void cancel() {
                operation.cancel();
            }
        };
    }

    /** Reads from the engine where the migration of this server stands. Changes nothing. */
    public MigrationStatus status() {
        return runner.status();
    }

    /** Asks the server for its clients, and reads from the engine whether they may be upgraded. Changes nothing. */
    public ServerClients clients() {
        return runner.clients();
    }

    /**
     * Asks the server that serves now for everything that is worth comparing later. Changes nothing.
     *
     * @throws io.github.pmmmigration.error.MigrationException when the server cannot be reached, or will not say what it
     *     monitors
     */
    public Baseline baseline() {
        return runner.baseline();
    }

    /**
     * Compares the server that serves now with the baseline that its migration left with it; without one, checks only what
     * can be told without. Changes nothing. Blocks until the required checks pass or their time is over.
     *
     * @return the report of {@link #status()} with the checks
     */
    public MigrationReport verify() {
        return runner.verify(Optional.empty());
    }

    /** Does the same as {@link #verify()} with a baseline that was taken with {@link #baseline()}. */
    public MigrationReport verify(Baseline baseline) {
        return runner.verify(Optional.of(Objects.requireNonNull(baseline, "baseline")));
    }

    /** Returns what can be done with the API keys of the server that serves now; nothing is asked yet. */
    public ApiKeys apiKeys() {
        return new ApiKeys(runner);
    }

    /**
     * Makes PMM 2 serve again, with its data, ownership, name, ports and restart policy as before.
     *
     * <p>What PMM 3 has written since is set aside, never overwritten. Can be repeated after an interruption. Blocks until the
     * source serves.
     *
     * @throws MigrationFailedException when PMM 2 could not be made to serve; the report says what is needed
     */
    public MigrationReport rollBack() {
        return MigrationFailedException.reportOrThrow(attemptRollBack());
    }

    /** Does the same as {@link #rollBack()}, but returns how it ended instead of throwing. */
    public MigrationOutcome attemptRollBack() {
        return runner.rollBack(new Operation());
    }

    /**
     * Accepts the migration: removes the retired container and what this library created for it, except the backup.
     *
     * <p>After this there is no way back but the backup volume. Volumes of the user are out of its reach.
     *
     * @throws MigrationFailedException when the migration is not complete
     */
    public MigrationReport commit() {
        return MigrationFailedException.reportOrThrow(runner.commit(new Operation(), false));
    }

    /** Does the same as {@link #commit()} and removes the backup volume too. There is no way back after this. */
    public MigrationReport commitAndDropBackup() {
        return MigrationFailedException.reportOrThrow(runner.commit(new Operation(), true));
    }

    /** Returns the container the plan is for, and no secrets. */
    @Override
    public String toString() {
        return "MigrationPlan[" + settings.container() + "]";
    }
}
