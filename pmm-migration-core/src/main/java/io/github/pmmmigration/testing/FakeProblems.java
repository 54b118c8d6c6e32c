package io.github.pmmmigration.testing;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.UnexpectedReplyException;

/** The failures of a fake server, with the types and codes of the real ones. */
final class FakeProblems {
    private FakeProblems() {}

    static ServerException unreachable() {
        return new ServerUnavailableException(problem(
                ServerCodes.SERVER_UNAVAILABLE,
                "There is no connection to the fake server.",
                "Check that the server is running, then try again."));
    }

    static ServerException notReady() {
        return new ServerUnavailableException(problem(
                ServerCodes.SERVER_UNAVAILABLE,
                "The fake server is not ready yet.",
                "Wait until the server is ready, then try again."));
    }

    static ServerException rejected() {
        return new AuthenticationFailedException(problem(
                ServerCodes.CREDENTIALS_REJECTED,
                "The fake server does not accept the credentials.",
                "Check user and password, or the token."));
    }

    static ServerException denied(String what) {
        return new AuthenticationFailedException(problem(
                ServerCodes.PERMISSION_MISSING,
                "The fake server does not allow it: " + what + ".",
                "Use an account with the role Admin."));
    }

    static ServerException unexpected(String what) {
        return new UnexpectedReplyException(problem(
                ServerCodes.UNEXPECTED_REPLY,
                "The fake server did not do it: " + what + ".",
                "Check what was asked for."));
    }

    static ServerException accountExists(String name) {
        return new ServerException(problem(
                ServerCodes.SERVICE_ACCOUNT_EXISTS,
                "The fake server has a service account named '" + name + "' already.",
                "Use the one that exists, or another name."));
    }

    static ServerException updatesDisabled() {
        return new ServerException(problem(
                ServerCodes.UPDATES_DISABLED,
                "Updates are switched off on the fake server.",
                "Remove DISABLE_UPDATES from the container's environment, or update by replacing the container."));
    }

    static ServerException updateRunning() {
        return new ServerException(problem(
                ServerCodes.UPDATE_RUNNING,
                "An update runs already on the fake server.",
                "Wait until the server is ready again and look at its version."));
    }

    static ServerException updatesNotOffered() {
        return new ServerException(problem(
                ServerCodes.UPDATES_NOT_OFFERED,
                "The fake server is PMM 3, which does not update itself this way.",
                "Update it by replacing its container."));
    }

    static ServerException updateTokenRejected() {
        return new AuthenticationFailedException(problem(
                ServerCodes.UPDATE_TOKEN_REJECTED,
                "The fake server does not know the token of the update.",
                "Look at the server's version, or start the update again."));
    }

    private static Problem problem(String code, String what, String remedy) {
        return new Problem(code, what, "Nothing was changed.", remedy);
    }
}
