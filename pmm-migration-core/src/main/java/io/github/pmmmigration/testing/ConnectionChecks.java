package io.github.pmmmigration.testing;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerUnavailableException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** What a connection has to do whatever it is used for. */
final class ConnectionChecks {
    private static final int THREADS = 8;
    private static final Secret WRONG = Secret.of("surely-not-the-password");

    /** The port that nothing listens on. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private ConnectionChecks() {}

    static List<NamedCheck> checks(PmmServerConnectorContract.Factory factory) {
        return List.of(
                check("connects without asking the server", factory, ConnectionChecks::connectsLazily),
                check("closes as often as one likes", factory, ConnectionChecks::closesTwice),
                check("is used by many threads at once", factory, ConnectionChecks::isShared),
                check("tells that nobody answers", factory, ConnectionChecks::tellsThatNobodyAnswers),
                check("is not ready where nobody answers", factory, ConnectionChecks::isNotReadyNowhere),
                check("tells that credentials are wrong", factory, ConnectionChecks::tellsThatCredentialsAreWrong),
                check("asks for readiness without credentials", factory, ConnectionChecks::asksForReadinessAsNobody));
    }

    private static NamedCheck check(String name, PmmServerConnectorContract.Factory factory, SubjectCheck check) {
        return check.named(name, factory);
    }

    private static void connectsLazily(PmmServerConnectorContract.Subject subject) {
        subject.connector().connect(nowhere(subject), subject.credentials()).close();
    }

    private static void closesTwice(PmmServerConnectorContract.Subject subject) {
        PmmServerConnection connection = subject.connect();
        connection.pmm().version();

        connection.close();
        connection.close();
    }

    private static void isShared(PmmServerConnectorContract.Subject subject) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (PmmServerConnection connection = subject.connect()) {
            Callable<Object> question = () -> connection.pmm().version();
            for (Future<Object> answer : threads.invokeAll(
                    Stream.generate(() -> question).limit(4 * THREADS).toList())) {
                Expect.equal(answer.get(), connection.pmm().version(), "the version seen by another thread");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void tellsThatNobodyAnswers(PmmServerConnectorContract.Subject subject) {
        if (subject.mindsAddresses()) {
            try (PmmServerConnection connection =
                    subject.connector().connect(nowhere(subject), subject.credentials())) {
                ServerUnavailableException failure = Expect.thrown(
                        ServerUnavailableException.class, () -> connection.pmm().version());

                explains(failure, ServerCodes.SERVER_UNAVAILABLE);
            }
        }
    }

    private static void isNotReadyNowhere(PmmServerConnectorContract.Subject subject) {
        if (subject.mindsAddresses()) {
            try (PmmServerConnection connection =
                    subject.connector().connect(nowhere(subject), subject.credentials())) {
                Expect.that(!connection.pmm().isReady(), "no server is not a ready server");
            }
        }
    }

    private static void tellsThatCredentialsAreWrong(PmmServerConnectorContract.Subject subject) {
        try (PmmServerConnection connection = withWrongPassword(subject)) {
            AuthenticationFailedException failure = Expect.thrown(
                    AuthenticationFailedException.class, () -> connection.pmm().version());

            explains(failure, ServerCodes.CREDENTIALS_REJECTED);
            Expect.that(!failure.toString().contains(WRONG.reveal()), "the password is not in the message");
        }
    }

    private static void asksForReadinessAsNobody(PmmServerConnectorContract.Subject subject) {
        try (PmmServerConnection connection = withWrongPassword(subject)) {
            Expect.that(connection.pmm().isReady(), "readiness needs no credentials");
        }
    }

    private static PmmServerConnection withWrongPassword(PmmServerConnectorContract.Subject subject) {
        return subject.connector().connect(subject.endpoint(), Credentials.basic("nobody-we-know", WRONG));
    }

    private static ServerEndpoint nowhere(PmmServerConnectorContract.Subject subject) {
        return ServerEndpoint.of(NOWHERE).withCallTimeout(subject.endpoint().callTimeout());
    }

    private static void explains(MigrationException failure, String code) {
        Expect.equal(failure.code(), code, "the code");
        Expect.that(!failure.problem().what().isBlank(), "the message says what happened");
        Expect.that(!failure.remedy().isBlank(), "the message says what to do");
    }
}
