package io.github.pmmmigration.internal.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long nobody served in a run: from the last good answer of one server to the first good answer of whichever came next,
 * added up when there was more than one such time. Used by one thread.
 */
final class Outage {
    private Duration measured = Duration.ZERO;
    private Optional<Instant> open = Optional.empty();
    private Optional<Instant> end = Optional.empty();
    private boolean complete;

    /** Notes a good answer before a stop; an answer of a server that never counted as serving ends nothing and begins nothing. */
    void begins(Instant lastAnswer) {
        open = open.or(() -> Optional.of(lastAnswer));
    }

    /** Notes the first good answer. */
    void ends(Instant firstAnswer) {
        open.filter(start -> !firstAnswer.isBefore(start)).ifPresent(start -> {
            measured = measured.plus(Duration.between(start, firstAnswer));
            complete = true;
        });
        open = Optional.empty();
        end = Optional.of(firstAnswer);
    }

    /** Returns its length; empty when this run did not see both ends. */
    Optional<Duration> length() {
        return complete ? Optional.of(measured) : Optional.empty();
    }

    /** Returns its length when this run saw only the end of one that began at the given time. */
    Optional<Duration> since(Instant start) {
        return end.map(last -> Duration.between(start, last)).filter(length -> !length.isNegative());
    }
}
