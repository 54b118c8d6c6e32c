package io.github.pmmmigration;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.SourceServer;
import io.github.pmmmigration.step.StepContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class MigrationPlanBuilderTest {
    private final MigrationPlanBuilder builder = MigrationPlan.forContainer("pmm-server");

    @Test
    void saysWhichOptionWasNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> builder.credentials((Credentials) null))
                .withMessage("credentials");
    }

    @Test
    void saysThatACodeWasNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> builder.accept("IRREVERSIBLE", null))
                .withMessage("code");
    }

    @Test
    void refusesStepsThatWouldNeverRun() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.after(Phase.ROLL_BACK, new Nothing()))
                .withMessageContaining("revert()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.before(Phase.DETECT_STORAGE, new Nothing()))
                .withMessageContaining("after UPGRADE_SERVER");
    }

    @Test
    void refusesToMakeNoHop() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.atMostHops(0))
                .withMessage("hops must be at least 1: 0");
    }

    @Test
    void refusesATargetThatIsNoImage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.targetImage("percona/PMM server"))
                .withMessage("not an image reference: 'percona/PMM server'");
    }

    private static final class Nothing implements MigrationStep<SourceServer> {
        @Override
        public String id() {
            return "nothing";
        }

        @Override
        public void apply(SourceServer state, StepContext context) {}
    }
}
