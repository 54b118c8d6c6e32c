package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.step.StepContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The context for a role that looks at a server outside a run: before it has begun, or long after. */
record SurveyContext(PlanSettings settings, ContainerEngine engine, Optional<PmmServerConnection> connection)
        implements StepContext {
    @Override
    public MigrationId migration() {
        throw new IllegalStateException("this is no run of a migration");
    }

    @Override
    public PmmServerConnection server() {
        return connection.orElseThrow(
                () -> new IllegalStateException("the server is asked after its storage was found"));
    }

    @Override
    public Clock clock() {
        return settings.surroundings().clock();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean pauseFor(Duration duration) {
        try {
            settings.surroundings().waiter().pause(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void progress(String message) {
        // nobody listens before the run has begun
    }
}
