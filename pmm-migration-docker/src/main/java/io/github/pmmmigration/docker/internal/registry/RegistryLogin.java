package io.github.pmmmigration.docker.internal.registry;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.server.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How to log in to a registry: with a user and a password, or with a token in place of both.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param registry the registry as it is named in the user's settings
 * @param user user; empty for an identity token
 * @param secret password or token
 * @since 0.1
 */
public record RegistryLogin(String registry, String user, Secret secret) {
    /** The user that credential helpers name when the secret is an identity token. */
    static final String TOKEN_USER = "<token>";

    /** Returns a login with an identity token. */
    static RegistryLogin token(String registry, Secret token) {
        return new RegistryLogin(registry, "", token);
    }

    /** Returns the value of the header by which an engine is told; it holds the secret. */
    public String header() {
        ConfigDocument json = ConfigDocument.empty().with("/serveraddress", registry);
        ConfigDocument complete = user.isEmpty()
                ? json.with("/identitytoken", secret.reveal())
                : json.with("/username", user).with("/password", secret.reveal());
        return Base64.getUrlEncoder().encodeToString(complete.toJson().getBytes(StandardCharsets.UTF_8));
    }
}
