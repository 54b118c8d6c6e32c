package io.github.pmmmigration;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.pmmmigration.server.Credentials;
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
    void refusesToMakeNoHop() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.atMostHops(0))
                .withMessage("hops must be at least 1: 0");
    }

    @Test
    void refusesATargetThatIsNoImage() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.targetImage("percona/PMM server"));
    }
}
