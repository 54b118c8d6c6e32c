package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.StorageKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the machine that migrates differs from the engine's, or jumps: nothing is decided by comparing the two. */
class ClockJumpsTest {
    private final Histories histories = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace());

    @ParameterizedTest
    @ValueSource(strings = {"PT24H", "PT-24H"})
    void endsAlikeWhereverAnotherMachineWithAnotherClockGoesOn(String difference) {
        World undisturbed = histories.world();
        undisturbed.forward(undisturbed.engine.engine());
        int changes = histories.changes();

        for (int change = 1; change <= changes; change++) {
            World world = histories.world();
            world.migrateInterruptedAtChange(Interruption.CRASH_AFTER, change);
            Clock other = Clock.offset(world.engine.clock(), Duration.parse(difference));
            MigrationOutcome outcome =
                    world.plan(world.engine.engine()).clock(other).attempt();

            assertThat(world.end()).as(change + ": " + outcome).isEqualTo(undisturbed.end());
            assertThat(world.engine.violations()).isEmpty();
        }
    }

    /** A jump may use up the time that a server is given, and so lead back; it must not lead astray. */
    @ParameterizedTest
    @ValueSource(strings = {"PT24H", "PT-24H"})
    void losesNothingWhenTheClockJumpsAtAnyReading(String jump) {
        JumpingClock clock;
        int reading = 1;
        do {
            World world = histories.world();
            clock = new JumpingClock(world.engine.clock(), reading, Duration.parse(jump));
            MigrationReport report =
                    world.plan(world.engine.engine()).clock(clock).attempt().report();

            assertThat(report.outcome())
                    .as("reading " + reading)
                    .isIn(Outcome.MIGRATED, Outcome.ROLLED_BACK, Outcome.STOPPED);
            assertThat(report.toText() + report.toJson() + report.toHtml() + report.toMarkdown())
                    .isNotEmpty();
            assertThat(world.forward(world.engine.engine()).report().outcome())
                    .as("after a jump at reading " + reading)
                    .isIn(Outcome.MIGRATED, Outcome.ALREADY_MIGRATED);
            assertThat(world.engine.violations()).as("reading " + reading).isEmpty();
            reading += 3;
        } while (clock.jumped());
        assertThat(reading).isGreaterThan(60);
    }

    /** Goes like another clock until it was read so often; from then on it differs. */
    private static final class JumpingClock extends Clock {
        private final Clock steady;
        private final Duration jump;
        private int left;

        JumpingClock(Clock steady, int readings, Duration jump) {
            this.steady = steady;
            this.left = readings;
            this.jump = jump;
        }

        boolean jumped() {
            return left <= 0;
        }

        @Override
        public Instant instant() {
            left--;
            return jumped() ? steady.instant().plus(jump) : steady.instant();
        }

        @Override
        public ZoneId getZone() {
            return steady.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for local time");
        }
    }
}
