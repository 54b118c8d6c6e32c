package io.github.pmmmigration.server;

/**
 * What PMM 2 knows about newer versions of itself.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param installed version that is installed
 * @param latest newest version it found
 * @param updateAvailable whether it would update; always false where updates are disabled
 * @since 0.1
 */
public record UpdateCheck(PmmVersion installed, PmmVersion latest, boolean updateAvailable) {}
