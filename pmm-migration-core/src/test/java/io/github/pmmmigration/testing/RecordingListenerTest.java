package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.event.ActionProgressed;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.event.MigrationEvent;
import io.github.pmmmigration.event.MigrationFinished;
import io.github.pmmmigration.event.MigrationStarted;
import io.github.pmmmigration.event.PhaseFinished;
import io.github.pmmmigration.event.PhaseStarted;
import io.github.pmmmigration.event.RollbackFinished;
import io.github.pmmmigration.event.RollbackStarted;
import io.github.pmmmigration.event.WaitingFor;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingListenerTest {
    private static final Instant NOW = Instant.parse("2025-01-15T08:00:00Z");
    private static final MigrationId ID = new MigrationId("abc");
    private static final MigrationEvent BEGUN = new MigrationStarted(NOW, ID, "pmm-server");
    private static final MigrationEvent PHASE = new PhaseStarted(NOW, Phase.STOP_SERVER);
    private static final MigrationEvent ACTION = new ActionStarted(NOW, Phase.STOP_SERVER, "stop-server", "stops it");
    private static final MigrationEvent PROGRESS = new ActionProgressed(NOW, "stop-server", 1, 2, "bytes", "");
    private static final MigrationEvent ACTION_DONE =
            new ActionFinished(NOW, Phase.STOP_SERVER, "stop-server", true, Duration.ZERO);
    private static final MigrationEvent PHASE_DONE = new PhaseFinished(NOW, Phase.STOP_SERVER, true);
    private static final MigrationEvent DONE = new MigrationFinished(NOW, ID, Outcome.MIGRATED, "");

    private final RecordingListener listener = new RecordingListener();

    @Test
    void keepsEventsInTheirOrder() {
        List<MigrationEvent> all = List.of(BEGUN, PHASE, ACTION, PROGRESS, ACTION_DONE, PHASE_DONE, DONE);

        all.forEach(listener::on);

        assertThat(listener.events()).isEqualTo(all);
        assertThat(listener.events(PhaseStarted.class)).containsExactly((PhaseStarted) PHASE);
        assertThat(listener.actions()).containsExactly("stop-server");
    }

    @Test
    void findsNothingWrongWithACompleteRun() {
        assertThat(breaches(BEGUN, PHASE, ACTION, PROGRESS, ACTION_DONE, PHASE_DONE, DONE))
                .isEmpty();
    }

    @Test
    void findsNothingWrongWithARollback() {
        MigrationEvent back = new RollbackStarted(NOW, "asked for");
        MigrationEvent waiting = new WaitingFor(NOW, "it to serve", Duration.ofMinutes(1));

        assertThat(breaches(BEGUN, back, ACTION, ACTION_DONE, waiting, new RollbackFinished(NOW, true), DONE))
                .isEmpty();
    }

    @Test
    void findsWhatNeverEnds() {
        assertThat(breaches(BEGUN, PHASE, ACTION, ACTION_DONE))
                .containsExactly("phase STOP_SERVER never ended", "migration never ended");
    }

    @Test
    void findsWhatEndsTwice() {
        assertThat(breaches(BEGUN, PHASE, PHASE_DONE, PHASE_DONE, DONE))
                .containsExactly("phase STOP_SERVER ended inside <migration>");
    }

    @Test
    void findsWhatBeginsInTheWrongPlace() {
        assertThat(breaches(BEGUN, ACTION, ACTION_DONE, DONE))
                .containsExactly("action stop-server began inside <migration>");
    }

    @Test
    void findsProgressOfNothing() {
        assertThat(breaches(BEGUN, PHASE, PROGRESS, PHASE_DONE, DONE)).containsExactly("progress outside of an action");
    }

    @Test
    void findsWhatHappensOutsideOfEveryMigration() {
        assertThat(breaches(BEGUN, DONE, new WaitingFor(NOW, "nothing", Duration.ZERO)))
                .containsExactly("WaitingFor outside of a migration");
    }

    private List<String> breaches(MigrationEvent... events) {
        List.of(events).forEach(listener::on);
        return listener.breaches();
    }
}
