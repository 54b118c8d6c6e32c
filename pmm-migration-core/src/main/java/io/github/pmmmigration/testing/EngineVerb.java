package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerEngine;

/**
 * The verbs of {@link ContainerEngine}, for counting calls and for making some of them fail.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public enum EngineVerb {
    /** {@link ContainerEngine#ping}. */
    PING(false),
    /** {@link ContainerEngine#inspect}. */
    INSPECT(false),
    /** {@link ContainerEngine#list}. */
    LIST(false),
    /** Both forms of {@code inspectImage}. */
    INSPECT_IMAGE(false),
    /** {@link ContainerEngine#pull}. */
    PULL(true),
    /** {@link ContainerEngine#create}. */
    CREATE(true),
    /** {@link ContainerEngine#start}. */
    START(true),
    /** {@link ContainerEngine#stop}. */
    STOP(true),
    /** {@link ContainerEngine#signal}. */
    SIGNAL(true),
    /** {@link ContainerEngine#rename}. */
    RENAME(true),
    /** {@link ContainerEngine#setRestartPolicy}. */
    SET_RESTART_POLICY(true),
    /** {@link ContainerEngine#remove}. */
    REMOVE(true),
    /** {@link ContainerEngine#commit}. */
    COMMIT(true),
    /** {@link ContainerEngine#exec}; counted among the changes, since a command may change anything. */
    EXEC(true),
    /** {@link ContainerEngine#waitForExit}. */
    WAIT_FOR_EXIT(false),
    /** {@link ContainerEngine#createVolume}. */
    CREATE_VOLUME(true),
    /** {@link ContainerEngine#inspectVolume}. */
    INSPECT_VOLUME(false),
    /** {@link ContainerEngine#removeVolume}. */
    REMOVE_VOLUME(true),
    /** {@link ContainerEngine#logTail}. */
    LOG_TAIL(false);

    private final boolean change;

    EngineVerb(boolean change) {
        this.change = change;
    }

    /** Returns whether such a call may change something on the engine. */
    public boolean isChange() {
        return change;
    }
}
