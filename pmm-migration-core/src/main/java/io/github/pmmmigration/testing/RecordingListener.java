package io.github.pmmmigration.testing;

import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.event.ActionProgressed;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.event.MigrationEvent;
import io.github.pmmmigration.event.MigrationFinished;
import io.github.pmmmigration.event.MigrationListener;
import io.github.pmmmigration.event.MigrationStarted;
import io.github.pmmmigration.event.PhaseFinished;
import io.github.pmmmigration.event.PhaseStarted;
import io.github.pmmmigration.event.RollbackFinished;
import io.github.pmmmigration.event.RollbackStarted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Keeps all events of migrations, and tells whether they kept to the grammar of {@link MigrationEvent}.
 *
 * <p>Safe for concurrent use, although events of one migration must not be concurrent.
 *
 * @since 0.1
 */
public final class RecordingListener implements MigrationListener {
    private final List<MigrationEvent> events = new ArrayList<>();

    /** Creates a listener that has heard nothing yet. */
    public RecordingListener() {}

    @Override
    public synchronized void on(MigrationEvent event) {
        events.add(Objects.requireNonNull(event, "event"));
    }

    /** Returns all events, oldest first. */
    public synchronized List<MigrationEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the events of one type, oldest first. */
    public <E extends MigrationEvent> List<E> events(Class<E> type) {
        Objects.requireNonNull(type, "type");
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns the identifiers of the actions that were begun, in their order. */
    public List<String> actions() {
        return events(ActionStarted.class).stream().map(ActionStarted::action).toList();
    }

    /** Returns each breach of the grammar in words; empty when there is none, as after every run that was not killed. */
    public List<String> breaches() {
        Grammar grammar = new Grammar();
        events().forEach(grammar::accept);
        return grammar.end();
    }

    /** Follows what was begun and must end. */
    private static final class Grammar {
        private final Deque<String> open = new ArrayDeque<>();
        private final List<String> breaches = new ArrayList<>();

        void accept(MigrationEvent event) {
            if (event instanceof MigrationStarted) {
                begin("migration", "");
            } else if (event instanceof MigrationFinished) {
                end("migration");
            } else if (event instanceof PhaseStarted phase) {
                begin("phase " + phase.phase(), "migration");
            } else if (event instanceof PhaseFinished phase) {
                end("phase " + phase.phase());
            } else if (event instanceof RollbackStarted) {
                begin("rollback", "migration");
            } else if (event instanceof RollbackFinished) {
                end("rollback");
            } else {
                acceptInner(event);
            }
        }

        private void acceptInner(MigrationEvent event) {
            if (event instanceof ActionStarted action) {
                beginAction("action " + action.action());
            } else if (event instanceof ActionFinished action) {
                end("action " + action.action());
            } else if (event instanceof ActionProgressed && !isInAction()) {
                breaches.add("progress outside of an action");
            } else if (open.isEmpty()) {
                breaches.add(event.getClass().getSimpleName() + " outside of a migration");
            }
        }

        private void beginAction(String action) {
            if (!innermost().startsWith("phase") && !innermost().equals("rollback")) {
                breaches.add(action + " began inside <" + innermost() + ">");
            }
            open.push(action);
        }

        private boolean isInAction() {
            return innermost().startsWith("action");
        }

        private String innermost() {
            return open.isEmpty() ? "" : open.peek();
        }

        private void begin(String what, String inside) {
            if (!innermost().equals(inside)) {
                breaches.add(what + " began inside <" + innermost() + ">");
            }
            open.push(what);
        }

        private void end(String what) {
            if (!innermost().equals(what)) {
                breaches.add(what + " ended inside <" + innermost() + ">");
            }
            open.remove(what);
        }

        List<String> end() {
            open.forEach(what -> breaches.add(what + " never ended"));
            return List.copyOf(breaches);
        }
    }
}
