package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.TlsTrust;
import java.net.URI;
import java.util.Optional;

/** How the user wants the server to be reached; what is absent is found out. */
public record ServerAddress(
        Optional<URI> server, Optional<URI> grafana, Optional<TlsTrust> trust, Optional<Credentials> credentials) {
    /** Everything is found out. */
    public static final ServerAddress UNKNOWN =
            new ServerAddress(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Returns the credentials to use: the user's, or those that every server starts its life with. */
    public Credentials credentialsOrDefault() {
        return credentials.orElseGet(Credentials::factoryDefault);
    }
}
