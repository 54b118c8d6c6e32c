package io.github.pmmmigration.path;

import io.github.pmmmigration.server.PmmVersion;
import java.util.Optional;

/**
 * The versions by which the vendor describes the way.
 *
 * <p>Constants only, and so safe for concurrent use.
 *
 * @since 0.1
 */
public final class KnownVersions {
    /** The last PMM 2, and the only one from which migration is supported. */
    public static final PmmVersion LAST_PMM2 = PmmVersion.of(2, 44, 1);
    /** The stage through which everything up to 2.30 goes. */
    public static final PmmVersion STAGE = PmmVersion.of(2, 32, 0);
    /** The newest version to which the vendor lets PMM 2 migrate. */
    public static final PmmVersion NEWEST_PIVOT = PmmVersion.of(3, 8, 1);
    /** The newest version whose Grafana converts API keys by itself and still accepts what it could not convert. */
    public static final PmmVersion PIVOT_WITH_KEYS = PmmVersion.of(3, 7, 0);
    /** The last version that brings the tools for databases of a migrated server. */
    public static final PmmVersion WINDOW_END = PmmVersion.of(3, 12, 0);
    /** The first version beyond the window. */
    public static final PmmVersion BEYOND_WINDOW = PmmVersion.of(3, 13, 0);
    /** The first version whose Grafana may not know API keys any more. */
    public static final PmmVersion WITHOUT_KEYS = PmmVersion.of(3, 8, 0);
    /** The first version whose Grafana converts API keys at its start. */
    public static final PmmVersion CONVERTS_AT_START = PmmVersion.of(3, 2, 0);

    private static final int LAST_MINOR_BEFORE_STAGE = 30;
    private static final int LAST_THINKABLE_MAJOR = 4;

    private KnownVersions() {}

    /**
     * Returns the version of PMM that a tag or a label of an image tells. Tags may be dates, and images inherit labels from the
     * system that they are built on, such as {@code 22.04}: what cannot be a version of PMM is none.
     */
    public static Optional<PmmVersion> told(String text) {
        return PmmVersion.tryParse(text).filter(version -> version.major() <= LAST_THINKABLE_MAJOR);
    }

    /** Returns whether this PMM 2 has to go through {@link #STAGE}. */
    static boolean needsStage(PmmVersion version) {
        return version.major() == 2 && version.minor() <= LAST_MINOR_BEFORE_STAGE;
    }

    static boolean isBeyondWindow(PmmVersion version) {
        return version.isAtLeast(BEYOND_WINDOW);
    }
}
