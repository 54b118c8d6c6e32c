package io.github.pmmmigration.server;

import java.util.Objects;

/**
 * Who we are towards PMM and Grafana.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public sealed interface Credentials {
    /** Returns the user and password that every PMM server starts its life with. */
    static Credentials factoryDefault() {
        return new Basic("admin", Secret.of("admin"));
    }

    /** Returns credentials of a user; an administrator of the server is needed to see all organisations. */
    static Credentials basic(String user, Secret password) {
        return new Basic(user, password);
    }

    /** Returns credentials of a service account (or, on PMM 2, an API key). */
    static Credentials token(Secret token) {
        return new Token(token);
    }

    /** A user with a password. */
    record Basic(String user, Secret password) implements Credentials {
        /** Rejects absent components. */
        public Basic {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }
    }

    /** A bearer token. */
    record Token(Secret token) implements Credentials {
        /** Rejects an absent token. */
        public Token {
            Objects.requireNonNull(token, "token");
        }
    }
}
