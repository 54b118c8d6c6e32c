package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.event.WaitingFor;
import io.github.pmmmigration.internal.decision.Impediments;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.ReadinessTimeoutException;
import io.github.pmmmigration.step.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Waits until a server serves: ready, and telling its version.
 *
 * <p>503 and an unhealthy container are tolerated until the deadline, because the first boot of PMM 3 takes longer than its
 * health check expects. A container that ended is not waited for.
 */
final class ReadinessWatch {
    private static final Duration QUICK = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration QUICK_PERIOD = Duration.ofSeconds(20);

    private final Run run;
    private String lastWord = "no answer yet";
    private Instant routed = Instant.EPOCH;
    private Optional<ContainerId> routedTo = Optional.empty();
    private Instant lookedAround = Instant.EPOCH;

    ReadinessWatch(Run run) {
        this.run = run;
    }

    /** Notes that the server still answers; downtime is counted from here. */
    void noteLastAnswer(ContainerId server) {
        if (!server.equals(run.survey().source().id())) {
            run.engine().inspect(server.toRef()).ifPresent(run::turnTo);
        }
        if (run.route.isPresent() && run.server().pmm().isReady()) {
            run.outage.begins(run.now());
        }
    }

    /**
     * Waits for it. A source that runs and does not serve may have had its services stopped by a run that died: it is stopped,
     * so that it will be started afresh; its supervisor alone knows which services belong up.
     */
    void await(EngineAction.AwaitReadiness action) {
        boolean foundRunning =
                action.milestone() == Milestone.SOURCE_READY && !run.milestones.contains(Milestone.SOURCE_STARTED);
        if (foundRunning && !serves(action)) {
            run.engine().stop(action.container(), run.settings().timeouts().stopGrace());
            return;
        }
        awaitFor(action);
    }

    private void awaitFor(EngineAction.AwaitReadiness action) {
        Duration limit = limit(action.milestone());
        Instant start = run.now();
        run.events().publish(new WaitingFor(start, "'" + action.name() + "' to serve", limit));
        while (!serves(action)) {
            lookAround(action);
            Duration waited = Duration.between(start, run.now());
            if (waited.compareTo(limit) > 0) {
                throw overdue(mustRun(action), limit);
            }
            if (!run.pauseFor(waited.compareTo(QUICK_PERIOD) < 0 ? QUICK : SLOW)) {
                throw Cancellation.now();
            }
        }
        run.milestones.add(action.milestone());
    }

    /** Impatience with PMM 3 must not keep PMM 2 from coming back: it may have much to recover. */
    private Duration limit(Milestone milestone) {
        Duration wanted = run.settings().timeouts().readiness();
        Duration generous = Timeouts.defaults().readiness();
        return milestone == Milestone.READY || wanted.compareTo(generous) > 0 ? wanted : generous;
    }

    private boolean serves(EngineAction.AwaitReadiness action) {
        findRoute(action);
        if (run.route.isEmpty()) {
            throw unreachable(action);
        }
        PmmServerApi pmm = run.server().pmm();
        if (!pmm.isReady()) {
            lastWord = "not ready";
            return false;
        }
        Instant answered = run.now();
        return tellsVersion(pmm, action, answered);
    }

    /**
     * A booting server may publish another certificate any time; but looking for it takes power from the boot. The route to one
     * server need not lead to the other, although both have the same port: that of a server which ended has no certificate.
     */
    private void findRoute(EngineAction.AwaitReadiness action) {
        boolean another = !routedTo.equals(Optional.of(action.container()));
        if (another || run.route.isEmpty() || !run.now().isBefore(routed.plus(SLOW))) {
            routed = run.now();
            routedTo = Optional.of(action.container());
            run.engine().inspect(action.container().toRef()).ifPresent(run::turnTo);
        }
    }

    private boolean tellsVersion(PmmServerApi pmm, EngineAction.AwaitReadiness action, Instant answered) {
        try {
            ServerVersion version = pmm.version();
            lastWord = "ready at version " + version.version();
            if (action.milestone() == Milestone.READY && !Targets.matches(run.survey(), version.version())) {
                return false;
            }
            if (action.milestone() == Milestone.READY) {
                run.serving = Optional.of(version);
            }
            run.outage.ends(answered);
            return true;
        } catch (ServerException e) {
            lastWord = e.problem().what();
            return false;
        }
    }

    /** Once a second at most: looking takes power from the boot. */
    private void lookAround(EngineAction.AwaitReadiness action) {
        if (run.now().isBefore(lookedAround.plus(SLOW))) {
            return;
        }
        lookedAround = run.now();
        mustRun(action);
        mustBeAlone(action);
    }

    private ContainerSnapshot mustRun(EngineAction.AwaitReadiness action) {
        ContainerSnapshot container =
                run.engine().inspect(action.container().toRef()).orElseThrow(() -> gone(action));
        if (!container.state().isActive()) {
            run.logTail = LastWords.ofServer(run.engine(), container);
            throw ended(container);
        }
        return container;
    }

    /** PMM 2, started again by hand or by what watches it, writes the data that PMM 3 is about to make its own. */
    private void mustBeAlone(EngineAction.AwaitReadiness action) {
        boolean shared =
                action.milestone() == Milestone.READY && run.settings().strategy() instanceof DataStrategy.InPlace;
        if (!shared) {
            return;
        }
        run.engine()
                .inspect(run.survey().source().id().toRef())
                .filter(source -> source.state().isActive())
                .ifPresent(source -> {
                    throw rival(source, action);
                });
    }

    /** With a backup there is a way back to data that only one server has written; without one it is for people to decide. */
    private MigrationBlockedException rival(ContainerSnapshot source, EngineAction.AwaitReadiness action) {
        boolean reversible = run.settings().strategy().reversibleAfterStart();
        return new MigrationBlockedException(new Problem(
                reversible ? "RETIRED_SERVER_STARTED" : Impediments.RETIRED_SERVER_RUNS,
                "The retired server '" + source.name() + "' was started while '" + action.name()
                        + "' was starting on its data.",
                "Both wrote to the same data.",
                (reversible ? "" : "Stop it with 'docker stop " + source.name() + "'. ")
                        + "Find out what started it and keep that from doing so again, then run the migration again."));
    }

    private ReadinessTimeoutException overdue(ContainerSnapshot container, Duration limit) {
        run.logTail = LastWords.ofServer(run.engine(), container);
        return new ReadinessTimeoutException(new Problem(
                "NOT_READY_IN_TIME",
                "The server '" + container.name() + "' did not serve within " + limit.toSeconds()
                        + " seconds (last seen: " + lastWord + ").",
                "Its container is running.",
                "The report has the end of its log and of those of its services; see 'docker logs " + container.name()
                        + "' too. If it only needs longer, run again with a longer readiness limit."));
    }

    private static ReadinessTimeoutException ended(ContainerSnapshot container) {
        return new ReadinessTimeoutException(new Problem(
                "SERVER_EXITED",
                "The server '" + container.name() + "' ended with exit code "
                        + container.state().exitCode() + " before it served.",
                "Its container is stopped.",
                "The end of its log is in the report; 'docker logs " + container.name() + "' shows all of it."));
    }

    private static ReadinessTimeoutException gone(EngineAction.AwaitReadiness action) {
        return new ReadinessTimeoutException(new Problem(
                "SERVER_VANISHED",
                "The container '" + action.name() + "' vanished while it was waited for.",
                "Its volumes were not touched by this library.",
                "Find out who removed it, then roll back."));
    }

    private static ReadinessTimeoutException unreachable(EngineAction.AwaitReadiness action) {
        return new ReadinessTimeoutException(new Problem(
                "SERVER_UNREACHABLE",
                "The server '" + action.name() + "' publishes no port and has no address of its own.",
                "Its container is running.",
                "Give the server's address explicitly (serverUrl, or --server-url on the command line)."));
    }
}
