package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.event.ActionProgressed;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.data.PrepareSummary;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.VerificationResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one run knows beyond what is on the engine; it dies with the run and is never needed for correctness. */
final class Run implements StepContext {
    private final PlanSettings settings;
    private final ContainerEngine engine;
    private final ServerAccess access;
    private final Operation operation;
    private final Survey survey;
    private final Events events;
    private final Instant start;

    final Set<Milestone> milestones = EnumSet.noneOf(Milestone.class);
    final Set<ContainerId> staleHelpers = new HashSet<>();
    Optional<Baseline> baseline = Optional.empty();
    Optional<ServerVersion> serving = Optional.empty();
    Optional<PrepareSummary> prepared = Optional.empty();
    Optional<ApiKeyMigrationResult> apiKeys = Optional.empty();
    Optional<VerificationResult> verification = Optional.empty();
    final Outage outage = new Outage();
    Optional<Route> route;
    final List<Finding> findings;
    Optional<Replacement> replacement = Optional.empty();
    String currentAction = "";
    String logTail = "";

    Run(
            PlanSettings settings,
            ContainerEngine engine,
            ServerAccess access,
            Operation operation,
            Survey survey,
            Events events) {
        this.settings = settings;
        this.engine = engine;
        this.access = access;
        this.operation = operation;
        this.survey = survey;
        this.events = events;
        this.start = settings.surroundings().clock().instant();
        this.route = survey.route();
        this.findings = new ArrayList<>(survey.findings());
    }

    PlanSettings settings() {
        return settings;
    }

    Survey survey() {
        return survey;
    }

    Events events() {
        return events;
    }

    ServerAccess access() {
        return access;
    }

    Instant start() {
        return start;
    }

    Instant now() {
        return clock().instant();
    }

    void raise(Finding finding) {
        findings.removeIf(
                known -> known.code().equals(finding.code()) && known.message().equals(finding.message()));
        findings.add(finding);
    }

    /** Points the connection at the server in this container, whose address may differ. */
    void turnTo(ContainerSnapshot container) {
        route = access.routeTo(container).or(() -> route);
    }

    @Override
    public MigrationId migration() {
        return survey.site().migration();
    }

    @Override
    public ContainerEngine engine() {
        return engine;
    }

    @Override
    public PmmServerConnection server() {
        return access.connect(route.orElseThrow(() ->
                new IllegalStateException("the server publishes no port, so it cannot be reached; give its address")));
    }

    @Override
    public Clock clock() {
        return settings.surroundings().clock();
    }

    @Override
    public boolean isCancelled() {
        return operation.isCancelled();
    }

    @Override
    public boolean pauseFor(Duration duration) {
        if (isCancelled()) {
            return false;
        }
        try {
            settings.surroundings().waiter().pause(duration);
            return !isCancelled();
        } catch (InterruptedException e) {
            operation.interrupted();
            return false;
        }
    }

    @Override
    public void progress(String message) {
        progress(0, 0, "", message);
    }

    void progress(long done, long total, String unit, String message) {
        events.publish(new ActionProgressed(now(), currentAction, done, total, unit, message));
    }
}
