package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerVersion;

/**
 * The server as it was found.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param container its container
 * @param image the image of its container
 * @param version what it says it is
 * @param endpoint where it is reached
 * @since 0.1
 */
public record SourceServer(
        ContainerSnapshot container, ImageSnapshot image, ServerVersion version, ServerEndpoint endpoint) {}
