package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ServerException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks whether a server is ready, without credentials and without patience. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String PURPOSE = "ask whether the server is ready";

    private final Caller caller;

    Readiness(Caller caller) {
        this.caller = caller.within(LIMIT);
    }

    /** PMM 3 answers to the path of PMM 2 too, so its own path is only the second choice. */
    boolean isReady() {
        try {
            Reply reply = ask("/v1/readyz");
            return saysYes(reply.status() == 404 ? ask("/v1/server/readyz") : reply);
        } catch (ServerException e) {
            LOG.debug("Not ready: {}", e.getMessage());
            return false;
        }
    }

    private Reply ask(String path) {
        return caller.exchange(ApiCall.get(PURPOSE, path).withoutCredentials());
    }

    /** A page of HTML with a good status is somebody else's. */
    private static boolean saysYes(Reply reply) {
        return reply.succeeded() && (reply.isEmpty() || reply.details().isPresent());
    }
}
