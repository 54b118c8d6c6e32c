package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.UpdateCheck;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateCallsTest {
    private static final UpdateHandle HANDLE = new UpdateHandle(Secret.of("c0ffee00-update-token"), 123);

    @ParameterizedTest
    @CsvSource({"2.41, 2.41.2, true", "2.44.1, 2.44.1, false"})
    void looksForUpdatesPastTheCache(String version, String installed, boolean available) {
        try (FixtureServer server = FixtureServer.of(version)) {
            UpdateCheck check = server.connect().pmm().checkForUpdate();

            assertThat(check)
                    .isEqualTo(new UpdateCheck(PmmVersion.parse(installed), PmmVersion.of(2, 44, 1), available));
            assertThat(server.lastRequest().getBody().utf8()).isEqualTo("{\"force\":true}");
        }
    }

    @Test
    void takesTheInstalledVersionForTheLatestIfThereIsNoOther() {
        MockResponse onlyInstalled = Replies.json(Map.of("installed", Map.of("version", "2.44.1")));
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("POST /v1/Updates/Check", onlyInstalled)) {
            UpdateCheck check = server.connect().pmm().checkForUpdate();

            assertThat(check.latest()).isEqualTo(PmmVersion.of(2, 44, 1));
            assertThat(check.updateAvailable()).isFalse();
        }
    }

    @Test
    void startsAnUpdateAtTheBeginningOfItsLog() {
        try (FixtureServer server = FixtureServer.of("2.41")) {
            UpdateHandle handle = server.connect().pmm().startUpdate();

            assertThat(handle).isEqualTo(new UpdateHandle(Secret.of("c0ffee00-update-token"), 0));
        }
    }

    @Test
    void followsAnUpdateWithNothingButItsToken() {
        try (FixtureServer server = FixtureServer.of("2.41")) {
            UpdateProgress progress = server.connect().pmm().updateProgress(HANDLE);

            assertThat(progress.lines()).containsExactly("TASK [Upgrade packages]", "changed: [127.0.0.1]");
            assertThat(progress.next()).isEqualTo(new UpdateHandle(HANDLE.token(), 456));
            assertThat(progress.done()).isFalse();
            assertThat(server.calls()).containsExactly("POST /v1/Updates/Status");
            assertThat(server.lastRequest().getHeaders().get("Authorization")).isNull();
            assertThat(server.lastRequest().getBody().utf8())
                    .contains("\"auth_token\":\"c0ffee00-update-token\"")
                    .contains("\"log_offset\":123");
        }
    }

    @Test
    void seesTheEndOfAnUpdate() {
        try (FixtureServer server =
                FixtureServer.of("2.41").answering("POST /v1/Updates/Status", "update-status-done")) {
            UpdateProgress progress = server.connect().pmm().updateProgress(HANDLE);

            assertThat(progress.done()).isTrue();
            assertThat(progress.next().logOffset()).isEqualTo(512);
        }
    }

    @Test
    void goesOnWhereItWasWhenThereIsNoNews() {
        MockResponse noNews = Replies.json(Map.of());
        try (FixtureServer server = FixtureServer.of("2.41").answering("POST /v1/Updates/Status", noNews)) {
            UpdateProgress progress = server.connect().pmm().updateProgress(HANDLE);

            assertThat(progress).isEqualTo(new UpdateProgress(List.of(), HANDLE, false));
        }
    }

    @Test
    void tellsThatUpdatesAreDisabled() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("POST /v1/Updates/Start", "update-disabled")) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(pmm::startUpdate)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.UPDATES_DISABLED))
                    .withMessageContaining("DISABLE_UPDATES");
        }
    }

    @Test
    void tellsThatAnUpdateRunsAlready() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("POST /v1/Updates/Start", "update-running")) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(pmm::startUpdate)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.UPDATE_RUNNING));
        }
    }

    @Test
    void tellsThatTheTokenIsNotKnown() {
        try (FixtureServer server =
                FixtureServer.of("2.44.1").answering("POST /v1/Updates/Status", "update-wrong-token")) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(AuthenticationFailedException.class)
                    .isThrownBy(() -> pmm.updateProgress(HANDLE))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.UPDATE_TOKEN_REJECTED))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c0ffee00"));
        }
    }

    @ParameterizedTest
    @MethodSource("waysToSayThatThereIsNoSuchPath")
    void tellsThatPmm3DoesNotUpdateItself(MockResponse refusal) {
        try (FixtureServer server = FixtureServer.of("3.8.1")
                .answering("POST /v1/Updates/Check", refusal)
                .answering("POST /v1/Updates/Start", refusal)
                .answering("POST /v1/Updates/Status", refusal)) {
            PmmServerApi pmm = server.connect().pmm();

            Stream.<Runnable>of(pmm::checkForUpdate, pmm::startUpdate, () -> pmm.updateProgress(HANDLE))
                    .forEach(call -> assertThatExceptionOfType(ServerException.class)
                            .isThrownBy(call::run)
                            .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.UPDATES_NOT_OFFERED)));
        }
    }

    @ParameterizedTest
    @CsvSource({"502", "503", "504"})
    void treatsRestartsInTheMiddleOfAnUpdateAsUnavailability(int status) {
        try (FixtureServer server =
                FixtureServer.of("2.44.1").answering("POST /v1/Updates/Status", Replies.html(status))) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(() -> pmm.updateProgress(HANDLE))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.SERVER_UNAVAILABLE));
        }
    }

    @Test
    void doesNotStartAnUpdateWithoutAToken() {
        try (FixtureServer server =
                FixtureServer.of("2.44.1").answering("POST /v1/Updates/Start", Replies.json(Map.of()))) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(pmm::startUpdate)
                    .withMessageContaining("token");
        }
    }

    @Test
    void readsALogOfTenMegabytes() {
        List<String> lines = Collections.nCopies(100_000, "x".repeat(100));
        MockResponse large = Replies.json(Map.of("log_lines", lines, "log_offset", 10_100_000, "done", true));
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("POST /v1/Updates/Status", large)) {
            UpdateProgress progress = server.connect().pmm().updateProgress(HANDLE);

            assertThat(progress.lines()).hasSize(100_000);
            assertThat(progress.next().logOffset()).isEqualTo(10_100_000);
        }
    }

    static Stream<MockResponse> waysToSayThatThereIsNoSuchPath() {
        return Stream.of(
                Fixtures.reply("3.8.1", "not-found"),
                Fixtures.reply("3.8.1", "denied"),
                Replies.error(501, 12, "Method Not Allowed"),
                Replies.html(404),
                Replies.html(200));
    }
}
