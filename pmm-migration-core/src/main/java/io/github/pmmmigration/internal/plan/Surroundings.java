package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.event.MigrationListener;
import io.github.pmmmigration.journal.MigrationJournal;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.step.CutOverGate;
import io.github.pmmmigration.step.Waiter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the plan works with; engine and connector are discovered when absent. */
public record Surroundings(
        Optional<ContainerEngine> engine,
        Optional<PmmServerConnector> connector,
        Clock clock,
        Waiter waiter,
        CutOverGate gate,
        MigrationJournal journal,
        List<MigrationListener> listeners) {
    /** Copies the listeners. */
    public Surroundings {
        listeners = List.copyOf(listeners);
    }
}
