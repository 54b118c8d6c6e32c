package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.keys.Patience;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.server.UpdateCheck;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import io.github.pmmmigration.step.ServerUpgrader;
import io.github.pmmmigration.step.SourceServer;
import io.github.pmmmigration.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets PMM 2 update itself: check, start, follow its log through all its restarts, and believe nothing but the version.
 *
 * <p>While it updates, the server refuses logins, answers with errors and pages of its proxy, and drops connections: all of
 * that is waited out. "Done" only means that the updater does not run any more. Used once.
 */
final class InPlaceUpgrader implements ServerUpgrader {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration BREATH = Duration.ofMillis(200);
    private static final int TAIL = 20;
    private static final String NO_EFFECT = "UPDATE_WITHOUT_EFFECT";
    private static final String NOT_OFFERED = "UPDATE_NOT_OFFERED";
    private static final Set<String> HARMLESS = Set.of(NO_EFFECT, NOT_OFFERED, ServerCodes.UPDATES_DISABLED);

    private final Optional<PmmVersion> wanted;
    private final Duration idle;
    private final Duration deadline;
    private final Deque<String> tail = new ArrayDeque<>();
    private Instant begin = Instant.EPOCH;
    private Instant lastNews = Instant.EPOCH;

    InPlaceUpgrader(Optional<PmmVersion> wanted, Duration idle, Duration deadline) {
        this.wanted = wanted;
        this.idle = idle;
        this.deadline = deadline;
    }

    /** An update may take twice what a server may take to get ready, but not that long without a sign of life. */
    static InPlaceUpgrader forRun(Run run) {
        Duration readiness = run.settings().timeouts().readiness();
        return new InPlaceUpgrader(run.survey().leg().hop().flatMap(Hop::to), readiness, readiness.multipliedBy(2));
    }

    /** Returns whether this failure left the server as it was. */
    static boolean changedNothing(MigrationException cause) {
        return HARMLESS.contains(cause.code());
    }

    @Override
    public SourceServer upgrade(SourceServer server, StepContext context) {
        begin = context.clock().instant();
        lastNews = begin;
        PmmVersion before = server.version().version();
        Optional<UpdateHandle> handle = start(context);
        boolean seenEnding = handle.isPresent() && follow(handle.get(), context);
        // an update whose log nobody can read may download for minutes while the server goes on as before
        ServerVersion after = awaitVersion(before, seenEnding ? idle.dividedBy(10) : idle, context);
        return new SourceServer(server.container(), server.image(), after, server.endpoint());
    }

    /**
     * Starts it; nothing to follow when one runs already whose token nobody knows any more. Where the answer got lost, a second
     * call is safe: the server starts one update at a time, and says that one runs.
     */
    private Optional<UpdateHandle> start(StepContext context) {
        PmmServerApi pmm = context.server().pmm();
        Patience patience = new Patience(context);
        try {
            UpdateCheck check = patience.ask(pmm::checkForUpdate);
            context.progress("installed " + check.installed() + ", latest " + check.latest());
            if (!check.updateAvailable()
                    && wanted.filter(check.installed()::isAtLeast).isEmpty()) {
                throw notOffered(check);
            }
            return check.updateAvailable() ? Optional.of(patience.ask(pmm::startUpdate)) : Optional.empty();
        } catch (ServerException e) {
            if (e.code().equals(ServerCodes.UPDATE_RUNNING)) {
                context.progress("an update runs already; waiting for its end");
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns whether the end was seen: a server that forgets the token ends the following, not the update. */
    private boolean follow(UpdateHandle first, StepContext context) {
        UpdateProgress last = new UpdateProgress(List.of(), first, false);
        while (!last.done()) {
            try {
                last = context.server().pmm().updateProgress(last.next());
                last.lines().forEach(line -> tell(line, context));
            } catch (ServerException e) {
                if (e.code().equals(ServerCodes.UPDATE_TOKEN_REJECTED)) {
                    context.progress("the server has forgotten the update's token; its version will tell");
                    return false;
                }
                context.progress("no news: " + e.problem().what());
                last = new UpdateProgress(List.of(), last.next(), false);
            }
            if (!last.done()) {
                requirePatience(context);
                pause(context, last.lines().isEmpty() ? PAUSE : BREATH);
            }
        }
        return true;
    }

    private void tell(String line, StepContext context) {
        lastNews = context.clock().instant();
        context.progress(line);
        tail.addLast(line);
        if (tail.size() > TAIL) {
            tail.removeFirst();
        }
    }

    /** Waits until it serves; a version that stays the same for so long means that nothing came of it. */
    private ServerVersion awaitVersion(PmmVersion before, Duration quiet, StepContext context) {
        Instant since = context.clock().instant();
        while (true) {
            Optional<ServerVersion> version = version(context);
            if (version.filter(told -> isThere(told.version(), before)).isPresent()) {
                return version.get();
            }
            Duration waited = Duration.between(since, context.clock().instant());
            if (waited.compareTo(version.isPresent() ? quiet : idle) > 0) {
                throw version.filter(same -> quiet.compareTo(idle) < 0)
                        .map(told -> withoutEffect(told.version()))
                        .orElseGet(this::overdue);
            }
            requirePatience(context);
            pause(context, PAUSE);
        }
    }

    private boolean isThere(PmmVersion now, PmmVersion before) {
        return wanted.map(now::isAtLeast).orElseGet(() -> now.compareTo(before) > 0);
    }

    private static Optional<ServerVersion> version(StepContext context) {
        try {
            PmmServerApi pmm = context.server().pmm();
            return pmm.isReady() ? Optional.of(pmm.version()) : Optional.empty();
        } catch (ServerException e) {
            return Optional.empty();
        }
    }

    private static void pause(StepContext context, Duration time) {
        if (!context.pauseFor(time)) {
            throw Cancellation.now();
        }
    }

    private void requirePatience(StepContext context) {
        Instant now = context.clock().instant();
        boolean late = Duration.between(begin, now).compareTo(deadline) > 0
                || Duration.between(lastNews, now).compareTo(idle) > 0;
        if (late) {
            throw overdue();
        }
    }

    private static ServerException notOffered(UpdateCheck check) {
        return new ServerException(
                new Problem(
                        NOT_OFFERED,
                        "The server knows of no later version than its own " + check.installed() + ".",
                        "Nothing was changed.",
                        "Let the container be replaced instead (--way container), or give the server access to its repository."));
    }

    private ServerException withoutEffect(PmmVersion version) {
        return new ServerException(new Problem(
                NO_EFFECT,
                "The update says it is done, but the server is still " + version + "." + lastWords(),
                "The server is running as before.",
                "Look at /srv/logs/pmm-update-perform.log in the container, or let it be replaced instead"
                        + " (--way container)."));
    }

    private ServerException overdue() {
        return new ServerException(new Problem(
                "UPDATE_OVERDUE",
                "The update did not end in time." + lastWords(),
                "It may still be going on inside the container.",
                "Wait until the server is ready again and look at its version; running the same command again goes on"
                        + " from there."));
    }

    private String lastWords() {
        return tail.isEmpty() ? "" : " The end of its log: " + String.join(" | ", tail);
    }
}
