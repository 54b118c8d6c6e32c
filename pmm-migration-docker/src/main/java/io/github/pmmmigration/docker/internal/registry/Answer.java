package io.github.pmmmigration.docker.internal.registry;

import java.util.Optional;

/**
 * What was found out about the credentials for a registry.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param login the credentials, if there are any
 * @param trouble why there may be some that could not be had; empty otherwise
 * @since 0.1
 */
public record Answer(Optional<RegistryLogin> login, String trouble) {
    /** Returns that these are the credentials. */
    static Answer found(RegistryLogin login) {
        return new Answer(Optional.of(login), "");
    }

    /** Returns that there are none. */
    static Answer none() {
        return new Answer(Optional.empty(), "");
    }

    /** Returns that they could not be had. */
    static Answer failed(String trouble) {
        return new Answer(Optional.empty(), trouble);
    }
}
