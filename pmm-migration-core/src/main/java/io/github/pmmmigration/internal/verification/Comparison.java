package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.StepContext;
import java.time.Instant;
import java.util.Optional;

/**
 * What is compared with what.
 *
 * @param before what the server had
 * @param container the container that serves now
 * @param now what the server in it says
 * @param context engine and clock
 */
record Comparison(Baseline before, ContainerSnapshot container, Readings now, StepContext context) {
    /** Returns whether there is anything to compare with: every server monitors at least itself. */
    boolean hasBaseline() {
        return !before.inventory().nodes().isEmpty();
    }

    /** Returns when the server that serves now was started, if that was after the baseline. */
    Optional<Instant> cutOver() {
        return container.state().startedAt().filter(start -> start.isAfter(before.takenAt()));
    }
}
