package io.github.pmmmigration.server;

import java.time.Instant;
import java.util.Optional;

/**
 * An API key of Grafana, without its secret, which nobody can read back.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id number
 * @param name name
 * @param role {@code Viewer}, {@code Editor} or {@code Admin}
 * @param organizationId organisation it belongs to
 * @param expiration when it ends; absent for never
 * @since 0.1
 */
public record ApiKey(long id, String name, String role, long organizationId, Optional<Instant> expiration) {
    /** Returns whether it had ended by then. */
    public boolean isExpiredAt(Instant moment) {
        return expiration.filter(end -> !end.isAfter(moment)).isPresent();
    }
}
