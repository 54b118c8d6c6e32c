package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServiceAccount;
import java.net.URI;

/** A process of its own that makes the calls in which secrets go to and fro. */
final class TalkingClient {
    static final String PASSWORD = "planted-password-42";
    private static final Organization MAIN = new Organization(1, "Main Org.");

    private TalkingClient() {}

    public static void main(String[] arguments) {
        Credentials credentials = Credentials.basic("admin", Secret.of(PASSWORD));
        try (PmmServerConnection server =
                HttpServerConnector.create().connect(ServerEndpoint.of(URI.create(arguments[0])), credentials)) {
            server.pmm().updateProgress(server.pmm().startUpdate());
            ServiceAccount account = server.grafana().createServiceAccount(MAIN, "ci", "Editor");
            server.grafana().createToken(MAIN, account, "ci-token");
        }
    }
}
