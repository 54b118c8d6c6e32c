package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.event.HopChosen;
import io.github.pmmmigration.event.MigrationFinished;
import io.github.pmmmigration.event.MigrationStarted;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.data.HelperFailure;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.step.MigrationCancelledException;
import io.github.pmmmigration.step.MigrationGoal;
import io.github.pmmmigration.step.MigrationIntent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a run in either direction needs, put together once. */
final class Expedition {
    final Run run;
    private final Chronicle chronicle = new Chronicle();
    private final MigrationIntent intent;
    private final Driver driver;
    private final PhaseTracker phases;
    private final StepRunner steps;
    private final Replacement replacement;
    private final Keepsakes keepsakes;

    Expedition(PlanSettings settings, Tools tools, Operation operation, Survey survey, Purpose purpose) {
        Events events = new Events(
                List.of(
                        chronicle,
                        new JournalWriter(
                                settings.surroundings().journal(),
                                survey.site().migration().value())),
                settings.surroundings().listeners());
        this.run = new Run(settings, tools.engine(), tools.access(), operation, survey, events);
        run.baseline = BaselineKeeper.stored(survey.site().replacement());
        IntentFactory factory = new IntentFactory(settings, survey, purpose.identity());
        this.keepsakes = new Keepsakes(
                run,
                chronicle,
                () -> new PreviewMaker(settings, tools)
                        .preview(survey, ProcessIdentity.NOBODY, run.findings)
                        .toJson());
        this.intent = factory.make(this::packedBaseline, run.start(), purpose.reason(), keepsakes);
        this.replacement = IntentFactory.preview(settings, survey);
        run.replacement = Optional.of(replacement);
        StateFactory states = new StateFactory(run);
        LockKeeper locks = new LockKeeper(tools.engine(), purpose.identity(), settings.takeOverLock());
        Performer performer = new Performer(run, locks, states);
        Observer observer = new Observer(
                tools.engine(),
                survey.site().sourceId(),
                intent,
                purpose.identity().run());
        ContainerMigrator migrator = settings.roles().migrator().apply(Migrators.of(survey));
        this.steps = new StepRunner(run, states);
        this.phases = new PhaseTracker(run, steps);
        this.driver = new Driver(run, observer, performer, migrator, phases);
        distrustEarlierHelpers(survey);
    }

    /** What a run is for. */
    record Purpose(ProcessIdentity identity, String reason) {}

    private String packedBaseline() {
        return run.baseline
                .map(baseline -> BaselineKeeper.pack(baseline.toJson()))
                .orElse("");
    }

    /** What failed in an earlier run is tried again; and so is what has looked whether the data is where it was. */
    private void distrustEarlierHelpers(Survey survey) {
        Map<HelperTask, ContainerSnapshot> helpers = new Roster(survey.site().ours()).helpers();
        helpers.values().stream()
                .filter(helper -> helper.state().hasExited())
                .filter(helper -> helper.state().exitCode() != 0
                        || helper.equals(helpers.get(HelperTask.RESTORE_OWNERSHIP))
                        || (helper.equals(helpers.get(HelperTask.PREPARE)) && isOutdated(helpers, survey)))
                .forEach(helper -> run.staleHelpers.add(helper.id()));
    }

    /**
     * Whether the data may not be as it was prepared: the owners were put back, or a part of them; or a folder was moved, or its disk
     * not mounted, so that an engine would start a server in an empty one.
     */
    private static boolean isOutdated(Map<HelperTask, ContainerSnapshot> helpers, Survey survey) {
        boolean served = survey.site()
                .replacement()
                .filter(replacement -> replacement.state().everStarted())
                .isPresent();
        boolean undone = Optional.ofNullable(helpers.get(HelperTask.RESTORE_OWNERSHIP))
                .filter(helper -> helper.state().everStarted())
                .filter(helper -> helper.state().exitCode() != HelperFailure.RECORDS_DAMAGED.exitCode())
                .isPresent();
        return !served && (undone || survey.storage() instanceof StorageLayout.BindMount);
    }

    Replacement replacement() {
        return replacement;
    }

    void forward() {
        try {
            driver.drive(new MigrationGoal(MigrationGoal.Direction.FORWARD, intent));
        } catch (MigrationCancelledException e) {
            dismissHelpers(e);
            throw e;
        }
    }

    private void dismissHelpers(MigrationCancelledException cancellation) {
        try {
            driver.dismiss();
        } catch (MigrationException e) {
            cancellation.addSuppressed(e);
        }
    }

    /** Goes back because of a failure. */
    void back(Problem cause) {
        keepsakes.blame(cause);
        back();
    }

    void back() {
        driver.drive(new MigrationGoal(MigrationGoal.Direction.BACK, intent));
    }

    void phaseFailed() {
        phases.fail();
    }

    void revertSteps() {
        steps.revert();
    }

    void begin() {
        run.events()
                .publish(new MigrationStarted(
                        run.start(),
                        run.migration(),
                        run.survey().site().server().value()));
    }

    void tellHop() {
        Leg leg = run.survey().leg();
        leg.hop().ifPresent(hop -> run.events().publish(new HopChosen(run.now(), hop, leg.remaining())));
    }

    MigrationReport end(Outcome outcome, Optional<Problem> problem) {
        run.events()
                .publish(new MigrationFinished(
                        run.now(),
                        run.migration(),
                        outcome,
                        problem.map(Problem::message).orElse("")));
        return ReportFactory.ofRun(run, chronicle, outcome, problem);
    }
}
