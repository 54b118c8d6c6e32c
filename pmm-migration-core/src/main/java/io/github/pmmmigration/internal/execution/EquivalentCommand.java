package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.step.EngineAction;
import java.util.Optional;

/** Renders the shell command that does the same as an action; values of the environment are left out. */
final class EquivalentCommand {
    private EquivalentCommand() {}

    static Optional<String> of(EngineAction action) {
        return creation(action).or(() -> change(action));
    }

    private static Optional<String> creation(EngineAction action) {
        if (action instanceof EngineAction.PullImage pull) {
            return Optional.of("docker pull " + pull.image());
        }
        if (action instanceof EngineAction.CreateVolume volume) {
            return Optional.of("docker volume create " + volume.spec().name());
        }
        return Optional.empty();
    }

    private static Optional<String> change(EngineAction action) {
        if (action instanceof EngineAction.StopServer stop) {
            return Optional.of("docker exec " + stop.name() + " supervisorctl stop all; docker stop -t "
                    + stop.grace().toSeconds() + " " + stop.name());
        }
        if (action instanceof EngineAction.SetRestartPolicy policy) {
            return Optional.of("docker update --restart=" + policyText(policy.policy()) + " " + policy.name());
        }
        if (action instanceof EngineAction.Rename rename) {
            return Optional.of("docker rename " + rename.from() + " " + rename.to());
        }
        if (action instanceof EngineAction.StartContainer start) {
            return Optional.of("docker start " + start.name());
        }
        return removal(action);
    }

    private static Optional<String> removal(EngineAction action) {
        if (action instanceof EngineAction.RemoveContainer remove) {
            return Optional.of("docker rm " + remove.name());
        }
        if (action instanceof EngineAction.AwaitHelper await) {
            return Optional.of("docker wait " + await.name());
        }
        if (action instanceof EngineAction.ReleaseLock lock) {
            return Optional.of("docker rm " + lock.name());
        }
        return Optional.empty();
    }

    private static String policyText(RestartPolicy policy) {
        return policy.toString();
    }
}
