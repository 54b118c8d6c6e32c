package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Organization;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call of one of the two interfaces, before it meets an address and credentials.
 *
 * @param purpose what it is for, to go after "could not"
 * @param method upper-case method
 * @param path path below the base, with query
 * @param body JSON to send
 * @param organization organisation of Grafana to act in
 * @param anonymous whether the credentials stay out of it
 * @param changing whether it changes something on the server
 * @param patience how long the server may take on top of the endpoint's limit
 */
record ApiCall(
        String purpose,
        String method,
        String path,
        Optional<String> body,
        OptionalLong organization,
        boolean anonymous,
        boolean changing,
        Duration patience) {
    static ApiCall get(String purpose, String path) {
        return of(purpose, "GET", path, Optional.empty());
    }

    /** A POST that only reads, as PMM 2 likes to have it. */
    static ApiCall ask(String purpose, String path, String body) {
        return of(purpose, "POST", path, Optional.of(body));
    }

    static ApiCall post(String purpose, String path, String body) {
        return ask(purpose, path, body).thatChanges();
    }

    static ApiCall delete(String purpose, String path) {
        return of(purpose, "DELETE", path, Optional.empty()).thatChanges();
    }

    ApiCall in(Organization other) {
        return new ApiCall(purpose, method, path, body, OptionalLong.of(other.id()), anonymous, changing, patience);
    }

    ApiCall withoutCredentials() {
        return new ApiCall(purpose, method, path, body, organization, true, changing, patience);
    }

    ApiCall withPatience(Duration duration) {
        return new ApiCall(purpose, method, path, body, organization, anonymous, changing, duration);
    }

    private ApiCall thatChanges() {
        return new ApiCall(purpose, method, path, body, organization, anonymous, true, patience);
    }

    private static ApiCall of(String purpose, String method, String path, Optional<String> body) {
        return new ApiCall(purpose, method, path, body, OptionalLong.empty(), false, false, Duration.ZERO);
    }

    /** Leaves out the body, which may hold a token. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
