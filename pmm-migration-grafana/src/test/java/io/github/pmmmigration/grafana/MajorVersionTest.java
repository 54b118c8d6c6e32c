package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.UnexpectedReplyException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One connection, used across the cut-over and back. */
class MajorVersionTest {
    @Test
    void noticesThatPmm3AnswersWherePmm2Did() {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            PmmServerConnection connection = server.connect();
            Inventory before = connection.pmm().inventory();

            server.becomes("3.8.1");
            Inventory after = connection.pmm().inventory();

            assertThat(after).isEqualTo(before);
            assertThat(server.calls())
                    .endsWith(
                            "POST /v1/inventory/Nodes/List",
                            "GET /v1/version",
                            "GET /v1/inventory/nodes",
                            "GET /v1/inventory/services",
                            "GET /v1/inventory/agents");
        }
    }

    @Test
    void noticesTheWayBackToo() {
        try (FixtureServer server = FixtureServer.of("3.8.1")) {
            PmmServerConnection connection = server.connect();
            connection.pmm().settings();

            server.becomes("2.44.1");

            assertThat(connection.pmm().settings().values()).containsEntry("data_retention", "2592000s");
        }
    }

    @ParameterizedTest
    @MethodSource("waysToSayThatThereIsNoSuchPath")
    void noticesItHoweverTheOldPathIsRefused(MockResponse refusal) {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            PmmServerConnection connection = server.connect();
            connection.pmm().settings();

            server.becomes("3.8.1");
            server.answering("POST /v1/Settings/Get", refusal);

            assertThat(connection.pmm().settings().values()).containsEntry("telemetry_enabled", "true");
        }
    }

    @Test
    void remembersTheMajorThatTheVersionTold() {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            PmmServerConnection connection = server.connect();
            connection.pmm().version();
            server.becomes("3.8.1");
            connection.pmm().version();

            connection.pmm().settings();

            assertThat(server.calls()).containsExactly("GET /v1/version", "GET /v1/version", "GET /v1/server/settings");
        }
    }

    @Test
    void doesNotTryTheOtherWayWhileTheMajorIsTheSame() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("POST /v1/Settings/Get", Replies.html(404))) {
            PmmServerConnection connection = server.connect();

            assertThatExceptionOfType(UnexpectedReplyException.class)
                    .isThrownBy(() -> connection.pmm().settings());
            assertThat(server.calls()).containsExactly("GET /v1/version", "POST /v1/Settings/Get", "GET /v1/version");
        }
    }

    @Test
    void keepsTheFirstFailureWhenTheVersionCannotBeHad() {
        try (FixtureServer server = FixtureServer.of("2.44.1")
                .answering("GET /v1/version", Fixtures.reply("2.44.1", "version"), Replies.html(503))
                .answering("POST /v1/Settings/Get", Replies.html(404))) {
            PmmServerConnection connection = server.connect();

            assertThatExceptionOfType(UnexpectedReplyException.class)
                    .isThrownBy(() -> connection.pmm().settings())
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .isInstanceOf(ServerUnavailableException.class));
        }
    }

    static Stream<MockResponse> waysToSayThatThereIsNoSuchPath() {
        return UpdateCallsTest.waysToSayThatThereIsNoSuchPath();
    }
}
