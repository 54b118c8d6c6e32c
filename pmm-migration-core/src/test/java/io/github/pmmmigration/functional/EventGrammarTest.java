package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.event.MigrationEvent;
import io.github.pmmmigration.event.MigrationFinished;
import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.RecordingListener;
import io.github.pmmmigration.testing.SimulatedCrash;
import io.github.pmmmigration.testing.StorageKind;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is begun in a run is ended in it, in order: in undisturbed runs, disturbed ones, and cancelled ones. */
class EventGrammarTest {
    private static final int RANDOM_RUNS = 60;

    private final Histories histories = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace());

    @AfterEach
    void clearInterruption() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void isKeptWhenAnyChangeIsDisturbed(Interruption interruption) {
        int changes = histories.changes();

        for (int change = 1; change <= changes; change++) {
            World world = histories.world();
            String where = interruption + " at " + change;
            run(world, new RecordingListener(), interruption, change, where);

            RecordingListener again = new RecordingListener();
            world.plan(world.engine.engine()).listener(again).attempt();
            assertThat(again.breaches()).as("again after " + where).isEmpty();
        }
    }

    /** A process that died cannot end what it began; every other run must. */
    private static void run(
            World world, RecordingListener events, Interruption interruption, int change, String where) {
        try {
            world.plan(world.engine.interruptingChange(interruption, change))
                    .listener(events)
                    .attempt();
            assertThat(events.breaches()).as(where).isEmpty();
        } catch (SimulatedCrash e) {
            assertThat(events.events(MigrationFinished.class)).as(where).isEmpty();
        }
    }

    @Test
    void isKeptWhereverItIsCancelled() {
        int events = eventsOfAnUndisturbedRun();

        for (int event = 1; event <= events; event++) {
            RecordingListener heard = new RecordingListener();
            MigrationOutcome outcome = cancelledAt(event, histories.world(), heard);

            assertThat(heard.breaches()).as("cancelled at event " + event).isEmpty();
            assertThat(outcome)
                    .as("cancelled at event " + event)
                    .isInstanceOfAny(MigrationOutcome.Cancelled.class, MigrationOutcome.Migrated.class);
        }
    }

    @Test
    void isKeptInRandomSequencesOfRunsThereAndBack() {
        long seed = Long.getLong("events.seed", System.nanoTime());
        Random random = new Random(seed);
        int events = eventsOfAnUndisturbedRun();

        for (int run = 0; run < RANDOM_RUNS; run++) {
            World world = histories.world();
            RecordingListener there = new RecordingListener();
            cancelledAt(1 + random.nextInt(events), world, there);
            RecordingListener back = new RecordingListener();
            world.plan(world.engine.engine()).listener(back).build().attemptRollBack();

            assertThat(there.breaches())
                    .as("there, run " + run + ", seed " + seed)
                    .isEmpty();
            assertThat(back.breaches())
                    .as("back, run " + run + ", seed " + seed)
                    .isEmpty();
        }
        System.out.println("Event grammar: " + RANDOM_RUNS + " random runs, seed " + seed);
    }

    private int eventsOfAnUndisturbedRun() {
        World world = histories.world();
        RecordingListener heard = new RecordingListener();
        world.plan(world.engine.engine()).listener(heard).attempt();
        assertThat(heard.breaches()).isEmpty();
        return heard.events().size();
    }

    private static MigrationOutcome cancelledAt(int number, World world, RecordingListener heard) {
        MigrationOutcome outcome = world.plan(world.engine.engine())
                .listener(heard)
                .listener(event -> interruptAt(number, heard, event))
                .attempt();
        assertThat(Thread.interrupted()).as("the interruption is put back").isTrue();
        return outcome;
    }

    private static void interruptAt(int number, RecordingListener heard, MigrationEvent event) {
        if (heard.events().size() == number && heard.events().get(number - 1).equals(event)) {
            Thread.currentThread().interrupt();
        }
    }
}
