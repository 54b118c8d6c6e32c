package io.github.pmmmigration.report;

import java.util.Objects;

/**
 * A server as a report shows it.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param container name of its container
 * @param containerId identifier of its container; empty when there is none yet
 * @param image reference of its image
 * @param imageId identifier or digest of its image; empty when unknown
 * @param version real version; empty when unknown
 * @since 0.1
 */
public record ServerSummary(String container, String containerId, String image, String imageId, String version) {
    /** Nothing is known. */
    public static final ServerSummary UNKNOWN = new ServerSummary("", "", "", "", "");

    /** Rejects absent components. */
    public ServerSummary {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(containerId, "containerId");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(imageId, "imageId");
        Objects.requireNonNull(version, "version");
    }

    /** Returns a server of which only the name is known. */
    public static ServerSummary named(String container) {
        return new ServerSummary(container, "", "", "", "");
    }
}
