package io.github.pmmmigration.internal.configuration;

/**
 * What a replacement is made for, which decides how much is translated.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public enum ReplacementKind {
    /** PMM 2 of a later version: everything stays but the image. */
    UPGRADE_PMM2,
    /** PMM 3 instead of PMM 2: ports, environment, user and health check are translated. */
    MIGRATE,
    /** PMM 3 of a later version: everything stays but the image. */
    UPGRADE_PMM3,
    /** The very same PMM 2 again, from its image's identifier, on a volume that holds the backup. */
    RESTORE_PMM2;

    /** Returns whether PMM 2's settings become PMM 3's. */
    public boolean translates() {
        return this == MIGRATE;
    }
}
