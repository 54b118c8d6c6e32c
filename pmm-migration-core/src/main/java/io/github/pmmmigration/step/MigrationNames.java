package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.VolumeName;
import java.util.Objects;

/**
 * The names of everything that a migration creates or renames; they follow from the server's name and the migration's id.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param server the name under which the server is known, before and after
 * @param migration which migration
 * @param attempt 1 at first; grows by one with every replacement that was set aside by a rollback
 * @since 0.1
 */
public record MigrationNames(ContainerName server, MigrationId migration, int attempt) {
    private static final int LONGEST_VOLUME = 250;

    /** Rejects absent components. */
    public MigrationNames {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(migration, "migration");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1");
        }
    }

    /** Returns the name of the lock; the same for all migrations of a server. */
    public static ContainerName lockOf(ContainerName server) {
        return new ContainerName(server + "-migration-lock");
    }

    /** Returns the name of the lock. */
    public ContainerName lock() {
        return lockOf(server);
    }

    /** Returns the name of the source after the cut-over. */
    public ContainerName retired() {
        return new ContainerName(server + "-retired-" + migration);
    }

    /** Returns the name of the container that stands in for a source which must not, or does not, stay. */
    public ContainerName standIn() {
        return new ContainerName(server + "-stand-in-" + migration);
    }

    /** Returns the name of the replacement before the cut-over. */
    public ContainerName replacement() {
        return new ContainerName(server + "-replacement-" + migration);
    }

    /** Returns the name of the container that runs the source's image on the backup, before it takes the server's name. */
    public ContainerName restored() {
        return new ContainerName(server + "-restored-" + migration);
    }

    /** Returns the name of a replacement that was set aside by a rollback. */
    public ContainerName abandoned(ContainerId replacement) {
        return new ContainerName(server + "-abandoned-" + replacement.shortened());
    }

    /** Returns the name of a helper. */
    public ContainerName helper(HelperTask task) {
        return new ContainerName(server + "-" + task.label() + "-" + migration);
    }

    /** Returns the name of the volume that holds the backup. */
    public VolumeName backup() {
        return volume("-backup-" + migration + suffix());
    }

    /** Returns the name of the volume that the replacement works on when the data is copied. */
    public VolumeName copy() {
        return volume("-data-" + migration + suffix());
    }

    /** Returns the name of the small volume with ownership manifest and records. */
    public VolumeName records() {
        return volume("-records-" + migration);
    }

    /** Volumes are folders, whose names have a limit that those of containers have not; the migration's id keeps them apart. */
    private VolumeName volume(String ending) {
        String beginning = server.value();
        int length = Math.min(beginning.length(), LONGEST_VOLUME - ending.length());
        return new VolumeName(beginning.substring(0, length) + ending);
    }

    private String suffix() {
        return attempt == 1 ? "" : "-" + attempt;
    }
}
