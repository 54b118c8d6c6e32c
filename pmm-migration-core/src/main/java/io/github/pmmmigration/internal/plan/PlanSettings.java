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
        Optional<String> expectedFingerprint,
        TravelOptions travel) {
    /** Copies the collections. */
    public PlanSettings {
        accepted = Set.copyOf(accepted);
        steps = List.copyOf(steps);
    }

    /** Returns these settings with another data strategy. */
    public PlanSettings withStrategy(DataStrategy other) {
        return with(target, other, expectedFingerprint, travel);
    }

    /** Returns these settings with a target. */
    public PlanSettings withTarget(ImageReference image) {
        return with(Optional.of(image), strategy, expectedFingerprint, travel);
    }

    /** Returns these settings without expecting what a preview saw: after the first hop nothing is as it was. */
    public PlanSettings expectingNothing() {
        return with(target, strategy, Optional.empty(), travel);
    }

    /** Returns these settings with another way. */
    public PlanSettings travelling(TravelOptions other) {
        return with(target, strategy, expectedFingerprint, other);
    }

    private PlanSettings with(
            Optional<ImageReference> newTarget,
            DataStrategy newStrategy,
            Optional<String> newFingerprint,
            TravelOptions newTravel) {
        return new PlanSettings(
                container,
                address,
                surroundings,
                roles,
                newTarget,
                pull,
                newStrategy,
                overrides,
                accepted,
                failurePolicy,
                timeouts,
                steps,
                takeOverLock,
                newFingerprint,
                newTravel);
    }
}
