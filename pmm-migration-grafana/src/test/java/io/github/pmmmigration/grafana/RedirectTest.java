package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.UnexpectedReplyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private static final String VERSION = "GET /v1/version";

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void takesCredentialsNowhereElse(int status) {
        try (FixtureServer server = FixtureServer.of("2.44.1");
                FixtureServer elsewhere = FixtureServer.of("2.44.1")) {
            String target = elsewhere.address() + "v1/version?secret=42";
            server.answering(
                    VERSION, Replies.redirect(target).newBuilder().code(status).build());
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(UnexpectedReplyException.class)
                    .isThrownBy(pmm::version)
                    .withMessageContaining("redirects to " + elsewhere.address() + "v1/version.")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret=42"));
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void doesNotFollowARedirectToItselfEither() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering(VERSION, Replies.redirect("/v1/version"))) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(UnexpectedReplyException.class).isThrownBy(pmm::version);
            assertThat(server.calls()).containsExactly(VERSION);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/graph/login",
                "/graph/login?next=%2F",
                "https://pmm.example/graph/login",
                "/login/",
                "/oauth2/start"
            })
    void takesALoginPageForRejectedCredentials(String location) {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering(VERSION, Replies.redirect(location))) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(AuthenticationFailedException.class)
                    .isThrownBy(pmm::version)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.CREDENTIALS_REJECTED))
                    .withMessageContaining("login page");
        }
    }

    @Test
    void survivesARedirectToNowhere() {
        try (FixtureServer server = FixtureServer.of("2.44.1")
                .answering(
                        VERSION,
                        Replies.redirect("x")
                                .newBuilder()
                                .removeHeader("Location")
                                .build())) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(pmm::version)
                    .withMessageContaining("redirects to nowhere");
        }
    }
}
