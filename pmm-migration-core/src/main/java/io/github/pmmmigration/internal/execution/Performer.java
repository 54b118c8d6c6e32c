package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.NameConflictException;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.keys.StandardApiKeyMigrator;
import io.github.pmmmigration.step.ApiKeyMigrator;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.PullPolicy;
import io.github.pmmmigration.step.ServerUpgrader;
import io.github.pmmmigration.step.SourceServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Performs actions, one engine call each wherever possible. Nobody else changes anything on the engine. */
final class Performer {
    /**
     * Stops the services and waits for them; then asks their supervisor, which heeds requests at once but signals once a second, to
     * follow. It is not waited for: the signal comes at the same time.
     */
    private static final Command STOP_SERVICES = Command.of("sh", "-c", """
                    supervisorctl stop all
                    status=$?
                    (supervisorctl shutdown > /dev/null 2>&1 < /dev/null &)
                    exit "$status"
                    """, "pmm-migration-stop");

    private static final int NO_SUCH_PROGRAM = 127;

    private final Run run;
    private final ContainerEngine engine;
    private final StateFactory states;
    private final ReadinessWatch readiness;
    private final HelperWatch helpers;
    private final Map<Class<? extends EngineAction>, Consumer<EngineAction>> deeds = new LinkedHashMap<>();
    private boolean judged;

    Performer(Run run, LockKeeper locks, StateFactory states) {
        this.run = run;
        this.engine = run.engine();
        this.states = states;
        this.readiness = new ReadinessWatch(run);
        this.helpers = new HelperWatch(run);
        on(EngineAction.AcquireLock.class, action -> locks.acquire(action.spec()));
        on(EngineAction.ReleaseLock.class, action -> engine.remove(action.lock()));
        on(EngineAction.PullImage.class, this::pull);
        on(EngineAction.TakeBaseline.class, action -> new BaselineKeeper(run).take());
        on(EngineAction.CreateVolume.class, this::createVolume);
        on(EngineAction.CreateContainer.class, this::create);
        on(EngineAction.PreserveLayer.class, action -> engine.commit(action.container(), action.image()));
        on(EngineAction.UpdateServer.class, action -> updateServer());
        on(EngineAction.RunHelper.class, this::runHelper);
        on(EngineAction.AwaitHelper.class, action -> helpers.await(action));
        on(EngineAction.AwaitApproval.class, action -> awaitApproval());
        on(EngineAction.StopServer.class, this::stopServer);
        on(EngineAction.StopContainer.class, action -> engine.stop(action.container(), java.time.Duration.ZERO));
        on(EngineAction.SetRestartPolicy.class, a -> engine.setRestartPolicy(a.container(), a.policy()));
        on(EngineAction.Rename.class, action -> engine.rename(action.container(), action.to()));
        on(EngineAction.StartContainer.class, this::start);
        on(EngineAction.RemoveContainer.class, action -> engine.remove(action.container()));
        on(EngineAction.AwaitReadiness.class, readiness::await);
        on(EngineAction.MigrateApiKeys.class, action -> migrateKeys());
        on(EngineAction.Verify.class, action -> new Verification(run, this.states).verify());
    }

    private <A extends EngineAction> void on(Class<A> type, Consumer<A> deed) {
        deeds.put(type, action -> deed.accept(type.cast(action)));
    }

    void perform(EngineAction action) {
        Consumer<EngineAction> deed = deeds.get(action.getClass());
        if (deed == null) {
            throw new IllegalStateException("no way to perform " + action.id());
        }
        deed.accept(action);
    }

    private void pull(EngineAction.PullImage action) {
        if (run.settings().pull() == PullPolicy.NEVER) {
            throw new ImageNotAvailableException(new Problem(
                    "IMAGE_MISSING",
                    "The image " + action.image() + " is not on the engine, and fetching it was forbidden.",
                    "The server is still running.",
                    "Load the image with 'docker load', or allow it to be pulled."));
        }
        engine.pull(
                action.image(),
                progress -> run.progress(progress.currentBytes(), progress.totalBytes(), "bytes", progress.status()));
        run.milestones.add(Milestone.PULLED);
    }

    private void create(EngineAction.CreateContainer action) {
        if (action.purpose().equals(Roster.REPLACEMENT)) {
            judgeTarget();
        }
        engine.create(action.spec());
    }

    private void judgeTarget() {
        if (!judged) {
            UnsuitableTargetException.check(run);
            judged = true;
        }
    }

    private void createVolume(EngineAction.CreateVolume action) {
        judgeTarget();
        VolumeSnapshot volume = engine.createVolume(action.spec());
        if (volume.ownedBy(run.migration()).isEmpty()) {
            throw new MigrationBlockedException(new Problem(
                    "VOLUME_NAME_TAKEN",
                    "The volume '" + volume.name() + "' exists and does not belong to this migration.",
                    "It was not touched, and the server is still running.",
                    "Rename or remove that volume if nobody needs it, then run the migration again."));
        }
    }

    private void runHelper(EngineAction.RunHelper action) {
        if (action.task() == HelperTask.SAVE_REPORT) {
            saveReport(action);
        } else {
            start(action);
        }
    }

    /** The migration is over by then: it must not fail for want of a document. */
    private void saveReport(EngineAction.RunHelper action) {
        try {
            start(action);
        } catch (NameConflictException e) {
            throw e;
        } catch (EngineRejectedException e) {
            run.progress("the report could not be saved beside the backup: "
                    + e.problem().what());
        }
        run.milestones.add(Milestone.REPORT_BEGUN);
    }

    private void start(EngineAction.RunHelper action) {
        ContainerId helper = MissingData.recognised(run.survey().storage(), () -> createAndStart(action.spec()));
        if (action.task().awaitsRelease()) {
            helpers.awaitReady(helper);
        }
    }

    private ContainerId createAndStart(ContainerSpec spec) {
        ContainerId helper =
                engine.inspect(spec.name().toRef()).map(ContainerSnapshot::id).orElseGet(() -> engine.create(spec));
        engine.start(helper);
        return helper;
    }

    private void awaitApproval() {
        java.time.Duration second = java.time.Duration.ofSeconds(1);
        while (!run.settings().surroundings().gate().mayStop()) {
            if (!run.pauseFor(second)) {
                throw Cancellation.now();
            }
        }
        run.milestones.add(Milestone.CUT_OVER_APPROVED);
    }

    /**
     * Stops the inner services first, because the engine's signal gives databases less time than they may need. The container is
     * disarmed by then: its supervisor may end before the engine is told to stop it.
     */
    private void stopServer(EngineAction.StopServer action) {
        readiness.noteLastAnswer(action.container());
        try {
            ExecResult stopped = engine.exec(
                    action.container(), STOP_SERVICES, run.settings().timeouts().services());
            if (stopped.exitCode() == NO_SUCH_PROGRAM) {
                run.progress("there is no supervisorctl inside, so the engine stops all services at once");
            }
        } catch (EngineTimeoutException | EngineRejectedException e) {
            run.progress("the services inside could not be stopped one by one: "
                    + e.problem().what());
        }
        engine.stop(action.container(), action.grace());
    }

    private void updateServer() {
        ServerUpgrader upgrader = run.settings().roles().upgrader().apply(InPlaceUpgrader.forRun(run));
        SourceServer updated = upgrader.upgrade(states.source(), run);
        run.serving = java.util.Optional.of(updated.version());
        run.milestones.add(Milestone.UPDATED);
    }

    private void start(EngineAction.StartContainer action) {
        engine.start(action.container());
        run.milestones.add(action.milestone());
    }

    private void migrateKeys() {
        ApiKeyMigrator migrator = run.settings().roles().keyMigrator().apply(new StandardApiKeyMigrator());
        run.apiKeys = java.util.Optional.of(migrator.migrate(states.serving(), run));
        run.milestones.add(Milestone.KEYS_MIGRATED);
    }
}
