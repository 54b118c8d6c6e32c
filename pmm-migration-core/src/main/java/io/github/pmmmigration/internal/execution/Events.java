package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.event.MigrationEvent;
import io.github.pmmmigration.event.MigrationListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to listeners; what a listener throws is logged once and ignored. Used by one thread. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final List<MigrationListener> listeners;
    private final Set<MigrationListener> complainedAbout = Collections.newSetFromMap(new IdentityHashMap<>());

    Events(List<MigrationListener> first, List<MigrationListener> others) {
        this.listeners = new ArrayList<>(first);
        this.listeners.addAll(others);
    }

    void publish(MigrationEvent event) {
        listeners.forEach(listener -> tell(listener, event));
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private void tell(MigrationListener listener, MigrationEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            if (complainedAbout.add(listener)) {
                LOG.warn(
                        "Listener {} failed and is not complained about again",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
