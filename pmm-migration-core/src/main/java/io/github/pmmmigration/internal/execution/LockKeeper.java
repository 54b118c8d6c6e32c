package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.NameConflictException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.MigrationLockedException;
import java.util.Optional;

/**
 * Takes the lock of a server: a container that is never started, because creation by name is atomic on every engine.
 *
 * <p>A lock that is taken over is renamed and removed at the very end, so that at no instant an unfinished migration looks
 * like a finished one.
 */
final class LockKeeper {
    private final ContainerEngine engine;
    private final ProcessIdentity identity;
    private final Optional<String> takeOver;

    LockKeeper(ContainerEngine engine, ProcessIdentity identity, Optional<String> takeOver) {
        this.engine = engine;
        this.identity = identity;
        this.takeOver = takeOver;
    }

    /** Takes the lock, also from a dead process; by identifier, so that two who take over cannot remove each other's. */
    void acquire(ContainerSpec spec) {
        Optional<ContainerSnapshot> held = engine.inspect(spec.name().toRef());
        held.ifPresent(this::takeOverOrRefuse);
        try {
            engine.create(spec);
        } catch (NameConflictException e) {
            engine.inspect(spec.name().toRef()).ifPresent(this::takeOverOrRefuse);
            throw e;
        }
    }

    /** Refuses when somebody else is at work; changes nothing. */
    void checkFree(ContainerSnapshot lock) {
        if (!mayTakeOver(lock)) {
            throw locked(lock);
        }
    }

    private void takeOverOrRefuse(ContainerSnapshot lock) {
        if (isOwn(lock)) {
            return;
        }
        requireGenuine(lock);
        checkFree(lock);
        engine.rename(
                lock.id(), new ContainerName(lock.name() + "-taken-" + lock.id().shortened()));
    }

    private boolean isOwn(ContainerSnapshot lock) {
        return lock.label(Labels.LOCK_RUN).filter(identity.run()::equals).isPresent();
    }

    private boolean mayTakeOver(ContainerSnapshot lock) {
        boolean asked = takeOver.filter(id -> !id.isEmpty() && lock.id().value().startsWith(id))
                .isPresent();
        return asked
                || isOwn(lock)
                || identity.isDead(
                        lock.label(Labels.LOCK_RUN).orElse(""),
                        lock.label(Labels.LOCK_HOST).orElse(""),
                        lock.label(Labels.LOCK_PROCESS).orElse(""));
    }

    /** Refuses what has the lock's name and is none, or whose labels nobody can make sense of; changes nothing. */
    static void requireGenuine(ContainerSnapshot lock) {
        boolean genuine = Roster.hasRole(lock, Roster.LOCK)
                && lock.label(MigrationLabels.MIGRATION)
                        .filter(MigrationId::isValid)
                        .isPresent()
                && lock.label(MigrationLabels.SOURCE).isPresent();
        if (!genuine || lock.state().everStarted()) {
            throw new MigrationBlockedException(new Problem(
                    "LOCK_NAME_TAKEN",
                    "The name of the lock, '" + lock.name() + "', belongs to a container that is not a lock, or whose"
                            + " labels are damaged.",
                    "Nothing was changed.",
                    "If nobody is at work on this server, rename that container or remove it with 'docker rm "
                            + lock.name() + "', then try again."));
        }
    }

    private static MigrationLockedException locked(ContainerSnapshot lock) {
        String who = describe(lock);
        return new MigrationLockedException(new Problem(
                "MIGRATION_LOCKED",
                "Somebody else is at work on this server: " + who + ".",
                "This run changed nothing.",
                "Wait for it to end. If that process is dead, take over lock "
                        + lock.id().shortened()
                        + " explicitly (takeOverLock, or --take-over-lock on the command line)."));
    }

    /** Says who holds a lock, since when, and why. */
    static String describe(ContainerSnapshot lock) {
        return lock.label(Labels.LOCK_USER).orElse("unknown") + " on "
                + lock.label(Labels.LOCK_HOST).orElse("an unknown host") + " since "
                + lock.label(Labels.LOCK_SINCE).orElse("an unknown time") + " to "
                + lock.label(Labels.LOCK_REASON).orElse("an unknown end") + " (lock "
                + lock.id().shortened() + ")";
    }
}
