package io.github.pmmmigration.path;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.server.PmmVersion;
import java.util.Objects;
import java.util.Optional;

/**
 * One change of version, with a container, a backup and a way back of its own.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param kind what it does to the server
 * @param from the version before
 * @param image the image to go to
 * @param to the version after; absent when neither tag nor label tells
 * @param reason why it is made, for people
 * @param fallback the image to try when this one does not get ready and the server was rolled back
 * @since 0.1
 */
public record Hop(
        Kind kind,
        PmmVersion from,
        ImageReference image,
        Optional<PmmVersion> to,
        String reason,
        Optional<ImageReference> fallback) {
    /** Rejects absent components. */
    public Hop {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(fallback, "fallback");
    }

    /** The kinds of hops. */
    public enum Kind {
        /** PMM 2 to a later PMM 2. */
        UPGRADE_PMM2,
        /** PMM 2 to PMM 3. */
        MIGRATE,
        /** PMM 3 to a later PMM 3. */
        UPGRADE_PMM3
    }

    /** Returns the version after, or else the image: what people call the end of this hop. */
    public String destination() {
        return to.map(PmmVersion::toString).orElseGet(image::toString);
    }
}
