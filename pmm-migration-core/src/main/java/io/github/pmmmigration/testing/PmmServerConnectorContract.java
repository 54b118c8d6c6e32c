package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What every implementation of {@link PmmServerConnector} has to do, as a list of checks for any test framework.
 *
 * <p>The checks ask and, within Grafana's main organisation, change: they convert API keys, create a service account with
 * a token, and delete nothing. They expect nothing of the server but that it is ready, has the version that it is said to
 * have, and lets the credentials do everything.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class PmmServerConnectorContract {
    private PmmServerConnectorContract() {}

    /** Returns the checks; each asks the factory for a server of its own and closes it afterwards. */
    public static List<NamedCheck> checks(Factory factory) {
        Objects.requireNonNull(factory, "factory");
        List<NamedCheck> checks = new ArrayList<>();
        checks.addAll(ConnectionChecks.checks(factory));
        checks.addAll(PmmApiChecks.checks(factory));
        checks.addAll(GrafanaApiChecks.checks(factory));
        return List.copyOf(checks);
    }

    /** Provides a server to check against. */
    @FunctionalInterface
    public interface Factory {
        /**
         * Returns a server that is ready.
         *
         * @throws Exception when there is none to be had
         */
        Subject open() throws Exception;
    }

    /** A connector with a server that it reaches. */
    public interface Subject extends AutoCloseable {
        /** Returns the connector to check. */
        PmmServerConnector connector();

        /** Returns where the server is. */
        ServerEndpoint endpoint();

        /** Returns credentials of an administrator of the server. */
        Credentials credentials();

        /** Returns the version that the server has. */
        PmmVersion version();

        /** Returns whether other addresses lead to other servers, or to none. */
        default boolean mindsAddresses() {
            return true;
        }

        /** Returns a connection to the server. */
        default PmmServerConnection connect() {
            return connector().connect(endpoint(), credentials());
        }

        @Override
        default void close() {}
    }
}
