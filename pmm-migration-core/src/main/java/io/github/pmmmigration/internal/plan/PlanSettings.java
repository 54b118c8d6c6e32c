package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.FailurePolicy;
import io.github.pmmmigration.step.PullPolicy;
import io.github.pmmmigration.step.Timeouts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that the user asked for. */
public record PlanSettings(
        ContainerRef container,
        ServerAddress address,
        Surroundings surroundings,
        Roles roles,
        Optional<ImageReference> target,
        PullPolicy pull,
        DataStrategy strategy,
        ConfigurationOverrides overrides,
        Set<String> accepted,
        FailurePolicy failurePolicy,
        Timeouts timeouts,
        List<AttachedStep> steps,
        Optional<String> takeOverLock,
        Optional<String> expectedFingerprint) {
    /** Copies the collections. */
    public PlanSettings {
        accepted = Set.copyOf(accepted);
        steps = List.copyOf(steps);
    }

    /** Returns these settings with another data strategy. */
    public PlanSettings withStrategy(DataStrategy other) {
        return new PlanSettings(
                container,
                address,
                surroundings,
                roles,
                target,
                pull,
                other,
                overrides,
                accepted,
                failurePolicy,
                timeouts,
                steps,
                takeOverLock,
                expectedFingerprint);
    }
}
