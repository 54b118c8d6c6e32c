package io.github.pmmmigration.step;

import io.github.pmmmigration.error.Finding;
import java.util.Objects;

/**
 * What a decision says: do this next, nothing is left to do, or it cannot go on.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public sealed interface Convergence {
    /** Do this, then look again. */
    record Next(Phase<?, ?> phase, EngineAction action) implements Convergence {
        /** Rejects absent components. */
        public Next {
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(action, "action");
        }
    }

    /** The goal is reached. */
    record Reached() implements Convergence {}

    /** It cannot go on, for this reason. */
    record Blocked(Phase<?, ?> phase, Finding finding) implements Convergence {
        /** Rejects absent components. */
        public Blocked {
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(finding, "finding");
        }
    }
}
