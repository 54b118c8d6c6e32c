package io.github.pmmmigration.internal.data;

/**
 * Where a data script expects its mounts inside a helper container.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class DataMounts {
    /** The user's data. Read-only is enough for {@link DataScript#PRECOPY} and for {@link DataMode#COPY}. */
    public static final String SRV = "/srv";

    /** The backup or copy: an exact image of {@link #SRV} at its root. */
    public static final String BACKUP = "/pmm-migration/backup";

    /** Everything that must be remembered between helpers: base list, markers, manifest, documents. */
    public static final String RECORDS = "/pmm-migration/records";

    private DataMounts() {}
}
