package io.github.pmmmigration.container;

import java.util.Locale;
import java.util.Objects;

/**
 * Which engine answers, and what it says about its host.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param name for people, for example {@code Docker Engine}
 * @param version version of the engine
 * @param apiVersion version of the interface that is being spoken, for example {@code 1.41}
 * @param address where it is reached, without credentials
 * @param document the engine's own description of itself and its host
 * @since 0.1
 */
public record EngineInfo(String name, String version, String apiVersion, String address, ConfigDocument document) {
    /** Rejects absent components. */
    public EngineInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(document, "document");
    }

    /** Returns whether this is Podman, which speaks Docker's interface with an accent. */
    public boolean isPodman() {
        return name.toLowerCase(Locale.ROOT).contains("podman");
    }
}
