package io.github.pmmmigration.internal.decision;

import io.github.pmmmigration.container.MigrationLabels;

/** Labels beyond the public ones; their values are evidence for decisions. */
public final class Labels {
    /** Fingerprint of what the user asked for. */
    public static final String DIGEST = MigrationLabels.PREFIX + "digest";
    /** The stop of the source that a helper belongs to. */
    public static final String STOP = MigrationLabels.PREFIX + "stop";
    /** The restart policy that the user gave the server. */
    public static final String RESTART_POLICY = MigrationLabels.PREFIX + "restart-policy";
    /** The data strategy. */
    public static final String STRATEGY = MigrationLabels.PREFIX + "strategy";
    /** Where the backup is: {@code volume} or {@code none}. */
    public static final String BACKUP = MigrationLabels.PREFIX + "backup";
    /** The baseline, compressed. */
    public static final String BASELINE = MigrationLabels.PREFIX + "baseline";
    /** What kind of replacement it is. */
    public static final String KIND = MigrationLabels.PREFIX + "kind";
    /** Who holds a lock, since when, why. */
    public static final String LOCK_RUN = MigrationLabels.PREFIX + "lock-run";
    /** Host of the lock's holder. */
    public static final String LOCK_HOST = MigrationLabels.PREFIX + "lock-host";
    /** Process of the lock's holder, with its start time. */
    public static final String LOCK_PROCESS = MigrationLabels.PREFIX + "lock-process";
    /** User of the lock's holder. */
    public static final String LOCK_USER = MigrationLabels.PREFIX + "lock-user";
    /** Since when a lock is held. */
    public static final String LOCK_SINCE = MigrationLabels.PREFIX + "lock-since";
    /** What a lock is held for. */
    public static final String LOCK_REASON = MigrationLabels.PREFIX + "lock-reason";

    /** The image at the end of the way, where the user named one. */
    public static final String GOAL = MigrationLabels.PREFIX + "goal";
    /** How many hops were left after this one. */
    public static final String REMAINING = MigrationLabels.PREFIX + "hops-left";
    /** Whose the data becomes: {@code 1000:0}, or {@code keep}. */
    public static final String OWNER = MigrationLabels.PREFIX + "owner";

    /** The hardware addresses of the server by network, as a JSON object. */
    public static final String HARDWARE_ADDRESSES = MigrationLabels.PREFIX + "hardware-addresses";

    private Labels() {}
}
