package io.github.pmmmigration.error;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The codes of everything that is looked at before a migration; {@code docs/findings.md} describes each in full.
 *
 * <p>Codes are stable: scripts may rely on them, and consent is given by them. Constants only, and so safe for concurrent use.
 *
 * @since 0.1
 */
public final class FindingCodes {
    /** Nothing about the container says that it is a PMM server. */
    public static final String NOT_PMM_SERVER = "NOT_PMM_SERVER";
    /** The server is PMM 3 already, so there is nothing to migrate. */
    public static final String ALREADY_PMM3 = "ALREADY_PMM3";
    /** The server does not run, so nothing can be compared afterwards. */
    public static final String SERVER_NOT_RUNNING = "SERVER_NOT_RUNNING";
    /** The server is frozen. */
    public static final String SERVER_PAUSED = "SERVER_PAUSED";
    /** The server did not tell its version. */
    public static final String VERSION_UNKNOWN = "VERSION_UNKNOWN";
    /** The server is older than 2.44.1, the version from which migration is supported. */
    public static final String VERSION_TOO_OLD = "VERSION_TOO_OLD";
    /** The server was updated from inside its container, whose image is older than its programs. */
    public static final String UPDATED_IN_PLACE = "UPDATED_IN_PLACE";

    /** The target is not PMM 3. */
    public static final String TARGET_NOT_PMM3 = "TARGET_NOT_PMM3";
    /** The target cannot take over data of PMM 2 any more. */
    public static final String TARGET_TOO_NEW = "TARGET_TOO_NEW";
    /** An upgrade within PMM 2 was asked for, and the target is PMM 3. */
    public static final String TARGET_NOT_PMM2 = "TARGET_NOT_PMM2";
    /** The version of a stop on the way cannot be told. */
    public static final String VIA_VERSION_UNKNOWN = "VIA_VERSION_UNKNOWN";
    /** The stops that were named leave out the one that an old version needs. */
    public static final String STAGE_SKIPPED = "STAGE_SKIPPED";
    /** How a PMM 2 is brought to a later PMM 2, and why. */
    public static final String UPGRADE_WAY = "UPGRADE_WAY";
    /** The server updates itself, without a backup and a way back. */
    public static final String UPGRADE_WITHOUT_BACKUP = "UPGRADE_WITHOUT_BACKUP";
    /** There is nothing to upgrade. */
    public static final String ALREADY_CURRENT = "ALREADY_CURRENT";
    /** The way is not at its end, because it was asked to stop after some hops. */
    public static final String HOPS_LEFT = "HOPS_LEFT";
    /** A way back to PMM 2 was begun and not finished; that is what is done next. */
    public static final String ROLLBACK_UNFINISHED = "ROLLBACK_UNFINISHED";
    /** The retired server was removed by somebody, and is made again on the way back. */
    public static final String RETIRED_SERVER_REMADE = "RETIRED_SERVER_REMADE";
    /** The first choice did not get ready, and an earlier version was taken instead. */
    public static final String FALLBACK_TAKEN = "FALLBACK_TAKEN";
    /** A stop on the way that was computed for the sake of API keys cannot be had, and is left out. */
    public static final String STOPOVER_MISSING = "STOPOVER_MISSING";
    /** The target is older than what the server is. */
    public static final String TARGET_OLDER = "TARGET_OLDER";
    /** The target is not among the versions that are known to take over PMM 2 well. */
    public static final String TARGET_UNPROVEN = "TARGET_UNPROVEN";
    /** The target is a pre-release. */
    public static final String TARGET_PRERELEASE = "TARGET_PRERELEASE";
    /** The version of the target cannot be told. */
    public static final String TARGET_VERSION_UNKNOWN = "TARGET_VERSION_UNKNOWN";
    /** The target image was built for another kind of processor. */
    public static final String TARGET_ARCHITECTURE = "TARGET_ARCHITECTURE";
    /** There are API keys, and the target may not convert them. */
    public static final String API_KEYS_NEED_STOPOVER = "API_KEYS_NEED_STOPOVER";

    /** The data is in the container's own writable layer. */
    public static final String STORAGE_IN_LAYER = "STORAGE_IN_LAYER";
    /** The data is in memory. */
    public static final String STORAGE_VOLATILE = "STORAGE_VOLATILE";
    /** Only parts of the data are in volumes. */
    public static final String STORAGE_SPLIT = "STORAGE_SPLIT";
    /** The data is mounted read-only. */
    public static final String STORAGE_READ_ONLY = "STORAGE_READ_ONLY";
    /** The data is a folder inside a volume. */
    public static final String STORAGE_SUBPATH = "STORAGE_SUBPATH";
    /** The data is in a kind of mount that is not supported. */
    public static final String STORAGE_UNSUPPORTED = "STORAGE_UNSUPPORTED";
    /** The data is in a volume without a name of its own. */
    public static final String STORAGE_ANONYMOUS = "STORAGE_ANONYMOUS";
    /** The data container is gone, its volume is alive. */
    public static final String DATA_CONTAINER_GONE = "DATA_CONTAINER_GONE";
    /** Another running container can write to the data. */
    public static final String VOLUME_IN_USE = "VOLUME_IN_USE";
    /** Another container, which does not run, could write to the data. */
    public static final String VOLUME_SHARED = "VOLUME_SHARED";
    /** The data is on a remote file system. */
    public static final String REMOTE_VOLUME = "REMOTE_VOLUME";
    /** The file system of the data does not let its owner be changed. */
    public static final String OWNERSHIP_REFUSED = "OWNERSHIP_REFUSED";
    /** Files are mounted below the data. */
    public static final String NESTED_MOUNTS = "NESTED_MOUNTS";
    /** Mounted files cannot be read by PMM 3. */
    public static final String FILES_UNREADABLE = "FILES_UNREADABLE";
    /** The container vanishes when it stops. */
    public static final String AUTO_REMOVE = "AUTO_REMOVE";
    /** There is not enough free space for the backup or copy. */
    public static final String DISK_SPACE = "DISK_SPACE";
    /** There may not be enough free space for the backup, the copy or the image. */
    public static final String DISK_SPACE_TIGHT = "DISK_SPACE_TIGHT";
    /** The database on the data is of another version than PMM 3 takes over. */
    public static final String POSTGRES_VERSION = "POSTGRES_VERSION";
    /** The data lacks the mark by which PMM 3 tells data of PMM 2 from an empty volume. */
    public static final String DISTRIBUTION_MISSING = "DISTRIBUTION_MISSING";

    /** Without a backup there is no way back once PMM 3 was started. */
    public static final String IRREVERSIBLE = "IRREVERSIBLE";

    /** The container belongs to a project of Compose. */
    public static final String COMPOSE_MANAGED = "COMPOSE_MANAGED";
    /** The container belongs to a service of Swarm. */
    public static final String SWARM_MANAGED = "SWARM_MANAGED";
    /** The container belongs to a pod of Kubernetes. */
    public static final String KUBERNETES_MANAGED = "KUBERNETES_MANAGED";
    /** The container belongs to a unit of systemd. */
    public static final String SYSTEMD_MANAGED = "SYSTEMD_MANAGED";
    /** The container was made by a user interface that keeps a template of it. */
    public static final String UI_MANAGED = "UI_MANAGED";
    /** Something on the engine updates containers by itself. */
    public static final String AUTO_UPDATER = "AUTO_UPDATER";

    /** Other containers live in namespaces of the server. */
    public static final String NAMESPACE_DEPENDANTS = "NAMESPACE_DEPENDANTS";
    /** Other containers link to the server. */
    public static final String LINK_DEPENDANTS = "LINK_DEPENDANTS";
    /** Other containers take volumes from the server. */
    public static final String VOLUME_DEPENDANTS = "VOLUME_DEPENDANTS";
    /** Other containers can reach the server by its name, and will find it on another port. */
    public static final String NETWORK_NEIGHBOURS = "NETWORK_NEIGHBOURS";
    /** The server uses the host's network, where PMM 3 listens on other ports. */
    public static final String HOST_NETWORK = "HOST_NETWORK";
    /** The server lives in another container's network. */
    public static final String SHARED_NETWORK = "SHARED_NETWORK";
    /** Another container has published a port that the replacement wants. */
    public static final String PORT_TAKEN = "PORT_TAKEN";
    /** Another container has a name that the migration needs. */
    public static final String NAME_TAKEN = "NAME_TAKEN";
    /** The server is published on host ports that change with every container. */
    public static final String RANDOM_HOST_PORT = "RANDOM_HOST_PORT";

    /** It cannot be told whether a hardware address was configured. */
    public static final String MAC_UNCERTAIN = "MAC_UNCERTAIN";

    /** The server has its own command or entry point. */
    public static final String CUSTOM_COMMAND = "CUSTOM_COMMAND";
    /** The server runs as another user than its image's. */
    public static final String USER_OVERRIDE = "USER_OVERRIDE";
    /** The server has its own health check. */
    public static final String HEALTHCHECK_CUSTOM = "HEALTHCHECK_CUSTOM";
    /** The server's stop time-out is too short for its databases. */
    public static final String STOP_TIMEOUT_SHORT = "STOP_TIMEOUT_SHORT";
    /** The server's root file system is read-only. */
    public static final String READ_ONLY_ROOT = "READ_ONLY_ROOT";
    /** Capabilities were taken from the server. */
    public static final String CAPABILITIES_DROPPED = "CAPABILITIES_DROPPED";
    /** The engine cannot change the restart policy of a container, so PMM 2 could not be kept from starting again. */
    public static final String RESTART_POLICY_FIXED = "RESTART_POLICY_FIXED";
    /** The engine shifts user identifiers. */
    public static final String USER_NAMESPACES = "USER_NAMESPACES";
    /** The engine runs without root. */
    public static final String ROOTLESS_ENGINE = "ROOTLESS_ENGINE";
    /** Folders of the host are mounted without a label for SELinux. */
    public static final String SELINUX_LABEL = "SELINUX_LABEL";
    /** Configuration of Grafana is mounted into the server. */
    public static final String GRAFANA_CONFIG = "GRAFANA_CONFIG";
    /** The server uses a PostgreSQL or ClickHouse of your own. */
    public static final String EXTERNAL_DATABASE = "EXTERNAL_DATABASE";
    /** Memory is less than PMM 3 needs. */
    public static final String MEMORY_LOW = "MEMORY_LOW";
    /** The processor lacks instructions that PMM 3's base system needs. */
    public static final String CPU_TOO_OLD = "CPU_TOO_OLD";
    /** The host's system may be too old for PMM 3's base system. */
    public static final String HOST_TOO_OLD = "HOST_TOO_OLD";
    /** The engine runs no command in the server. */
    public static final String EXEC_REFUSED = "EXEC_REFUSED";
    /** The server lives in a namespace of a container that does not run, or is gone. */
    public static final String NAMESPACE_GONE = "NAMESPACE_GONE";
    /** The server links to a container that does not run, or is gone. */
    public static final String LINK_BROKEN = "LINK_BROKEN";
    /** The clocks of the server's host and of this machine differ. */
    public static final String CLOCK_SKEW = "CLOCK_SKEW";

    /** A variable has a value on which PMM 3 does not start. */
    public static final String ENV_INVALID = "ENV_INVALID";
    /** A rule of the user refuses a variable. */
    public static final String ENV_REFUSED = "ENV_REFUSED";
    /** Two variables set the same thing. */
    public static final String ENV_CONFLICT = "ENV_CONFLICT";
    /** A variable without counterpart in PMM 3 is left out. */
    public static final String ENV_REMOVED = "ENV_REMOVED";
    /** A variable is left out with the feature that it was for. */
    public static final String ENV_FEATURE_REMOVED = "ENV_FEATURE_REMOVED";
    /** A variable is for something that later versions of PMM 3 lack. */
    public static final String ENV_OBSOLETE = "ENV_OBSOLETE";
    /** Variables that PMM 3 does not know are carried over. */
    public static final String ENV_UNKNOWN = "ENV_UNKNOWN";
    /** A variable that PMM 3 says it ignores is carried over. */
    public static final String ENV_IGNORED = "ENV_IGNORED";
    /** A variable that later versions of PMM 3 check is carried over. */
    public static final String ENV_VALIDATED_BY_TARGET = "ENV_VALIDATED_BY_TARGET";
    /** An entry of the environment has no value. */
    public static final String ENV_WITHOUT_VALUE = "ENV_WITHOUT_VALUE";
    /** The address of Grafana's database is split into its parts. */
    public static final String ENV_DATABASE_URL = "ENV_DATABASE_URL";

    /** A code was acknowledged that no finding has. */
    public static final String ACCEPT_UNKNOWN = "ACCEPT_UNKNOWN";

    private static final Set<String> ALL = Arrays.stream(FindingCodes.class.getFields())
            .map(Field::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    private FindingCodes() {}

    /** Returns all codes, in alphabetical order. */
    public static Set<String> all() {
        return Collections.unmodifiableSet(ALL);
    }
}
