package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is compared with what.
 *
 * @param before what the server had
 * @param container the container that serves now
 * @param now what the server in it says
 * @param context engine and clock
 * @param cuttingOver whether the server was put in place just now, so that no clock need be asked whether it was
 */
record Comparison(
        Baseline before, ContainerSnapshot container, Readings now, StepContext context, boolean cuttingOver) {
    /** Returns whether there is anything to compare with: every server monitors at least itself. */
    boolean hasBaseline() {
        return !before.inventory().nodes().isEmpty();
    }

    /** Returns when the server that serves now was put in place, by its host's clock, if that was within this time. */
    Optional<Instant> cutOverWithin(Duration time) {
        Instant earliest = context.clock().instant().minus(time);
        return container
                .state()
                .startedAt()
                .filter(start -> cuttingOver || (start.isAfter(before.takenAt()) && start.isAfter(earliest)));
    }
}
