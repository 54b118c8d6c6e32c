package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The value of the header field that says who we are.
 *
 * @param header scheme and credentials
 * @param secret the part that must not be shown
 * @param who how to name the account in a message
 */
record Authorization(Secret header, Secret secret, String who) {
    static Authorization of(Credentials credentials) {
        if (credentials instanceof Credentials.Basic basic) {
            return basic(basic.user(), basic.password());
        }
        Secret token = ((Credentials.Token) credentials).token();
        return new Authorization(Secret.of("Bearer " + token.reveal()), token, "the token");
    }

    private static Authorization basic(String user, Secret password) {
        byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        String header = "Basic " + Base64.getEncoder().encodeToString(pair);
        return new Authorization(Secret.of(header), password, "user '" + user + "'");
    }
}
