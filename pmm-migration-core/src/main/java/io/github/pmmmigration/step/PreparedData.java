package io.github.pmmmigration.step;

import io.github.pmmmigration.container.VolumeName;
import java.util.Optional;

/**
 * The data after backup and change of ownership.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param stopped the stopped server
 * @param strategy how the data was treated
 * @param backup the volume that holds the backup, where there is one
 * @since 0.1
 */
public record PreparedData(StoppedServer stopped, DataStrategy strategy, Optional<VolumeName> backup) {
    /** Returns the server as it was found. */
    public SourceServer source() {
        return stopped.source();
    }
}
