package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeSpec;
import java.time.Duration;

/**
 * A single thing to do; all of them can be repeated without harm, and nobody but the executor performs them.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public sealed interface EngineAction {
    /** Returns a short, stable identifier, for example {@code stop-server}. */
    String id();

    /** Takes the lock of the server on the engine. */
    record AcquireLock(ContainerSpec spec) implements EngineAction {
        @Override
        public String id() {
            return "acquire-lock";
        }
    }

    /** Gives the lock back. */
    record ReleaseLock(ContainerId lock, ContainerName name) implements EngineAction {
        @Override
        public String id() {
            return "release-lock";
        }
    }

    /** Fetches the target image while the source still serves. */
    record PullImage(ImageReference image) implements EngineAction {
        @Override
        public String id() {
            return "pull-image";
        }
    }

    /** Reads from the serving source what is worth comparing later. */
    record TakeBaseline() implements EngineAction {
        @Override
        public String id() {
            return "take-baseline";
        }
    }

    /** Creates a volume of ours. */
    record CreateVolume(VolumeSpec spec, String purpose) implements EngineAction {
        @Override
        public String id() {
            return "create-volume-" + purpose;
        }
    }

    /** Creates a container and does not start it. */
    record CreateContainer(ContainerSpec spec, String purpose) implements EngineAction {
        @Override
        public String id() {
            return "create-" + purpose;
        }
    }

    /** Saves the programs of a source that was updated inside its container, so that a way back does not lose them. */
    record PreserveLayer(ContainerId container, ContainerName name, ImageReference image) implements EngineAction {
        @Override
        public String id() {
            return "preserve-layer";
        }
    }

    /** Makes PMM 2 update itself inside its container. */
    record UpdateServer() implements EngineAction {
        @Override
        public String id() {
            return "update-server";
        }
    }

    /** Creates and starts a helper, one that awaits its release as far as that; its exit code will be the evidence. */
    record RunHelper(HelperTask task, ContainerSpec spec) implements EngineAction {
        @Override
        public String id() {
            return "run-" + task.label();
        }
    }

    /** Releases a helper that awaits it, and waits for its end. */
    record AwaitHelper(HelperTask task, ContainerId helper, ContainerName name) implements EngineAction {
        @Override
        public String id() {
            return "await-" + task.label();
        }
    }

    /** Waits until nobody objects to the stop. */
    record AwaitApproval() implements EngineAction {
        @Override
        public String id() {
            return "await-approval";
        }
    }

    /** Stops the inner services one by one, then the container, with a long grace. */
    record StopServer(ContainerId container, ContainerName name, Duration grace) implements EngineAction {
        @Override
        public String id() {
            return "stop-server";
        }
    }

    /** Ends a helper that is not wanted any more. */
    record StopContainer(ContainerId container, ContainerName name) implements EngineAction {
        @Override
        public String id() {
            return "stop-container";
        }
    }

    /** Replaces a restart policy. */
    record SetRestartPolicy(ContainerId container, ContainerName name, RestartPolicy policy) implements EngineAction {
        @Override
        public String id() {
            return policy.equals(RestartPolicy.NO) ? "disarm-restart-policy" : "set-restart-policy";
        }
    }

    /** Gives a container another name. */
    record Rename(ContainerId container, ContainerName from, ContainerName to) implements EngineAction {
        @Override
        public String id() {
            return "rename";
        }
    }

    /** Starts a container. */
    record StartContainer(ContainerId container, ContainerName name, Milestone milestone) implements EngineAction {
        @Override
        public String id() {
            return "start-server";
        }
    }

    /**
     * Removes a container of ours that never held user data, or one that the engine is removing by itself after its end;
     * volumes stay.
     */
    record RemoveContainer(ContainerId container, ContainerName name) implements EngineAction {
        @Override
        public String id() {
            return "remove-container";
        }
    }

    /** Waits until a server serves. */
    record AwaitReadiness(ContainerId container, ContainerName name, Milestone milestone) implements EngineAction {
        @Override
        public String id() {
            return milestone == Milestone.READY ? "await-readiness" : "await-source-readiness";
        }
    }

    /** Converts API keys. */
    record MigrateApiKeys() implements EngineAction {
        @Override
        public String id() {
            return "migrate-api-keys";
        }
    }

    /** Makes the checks. */
    record Verify() implements EngineAction {
        @Override
        public String id() {
            return "verify";
        }
    }
}
