package io.github.pmmmigration.container;

/**
 * A volume that this library created; the only kind that can be removed.
 *
 * <p>Obtained from {@link VolumeSnapshot#ownedBy}. Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class OwnedVolume {
    private final VolumeName name;
    private final MigrationId migration;

    OwnedVolume(VolumeName name, MigrationId migration) {
        this.name = name;
        this.migration = migration;
    }

    /** Returns the volume's name. */
    public VolumeName name() {
        return name;
    }

    /** Returns the migration it was created for. */
    public MigrationId migration() {
        return migration;
    }

    @Override
    public String toString() {
        return "OwnedVolume[" + name + " of " + migration + "]";
    }
}
