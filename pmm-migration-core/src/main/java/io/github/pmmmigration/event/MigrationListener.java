package io.github.pmmmigration.event;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Hears what happens during a migration.
 *
 * <p>Events arrive in order, on the executing thread, never concurrently. A listener must not block for long. What it throws
 * is logged once and ignored: an observer cannot break a run, and a veto is the business of a custom step.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MigrationListener {
    /** Receives an event. */
    void on(MigrationEvent event);

    /** Returns a listener for one type of event. */
    static <E extends MigrationEvent> MigrationListener on(Class<E> type, Consumer<? super E> consumer) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(consumer, "consumer");
        return event -> {
            if (type.isInstance(event)) {
                consumer.accept(type.cast(event));
            }
        };
    }
}
