package io.github.pmmmigration.step;

/**
 * How a PMM 2 is brought to a later PMM 2.
 *
 * @since 0.1
 */
public enum UpgradeWay {
    /** Chosen by evidence: by container wherever that is possible, because only that has a backup and a way back. */
    CHOOSE,
    /** The container is replaced by one of a later image. */
    CONTAINER,
    /** The server updates itself inside its container, as its own user interface does; there is no way back. */
    API
}
