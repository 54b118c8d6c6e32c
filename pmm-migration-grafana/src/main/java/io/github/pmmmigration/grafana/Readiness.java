package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ServerException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whether a server is ready, without credentials and with little patience.
 *
 * <p>A booting server may swallow a request, so none is waited for long. But a large or busy one may need longer for its answer,
 * and would never be found ready: after each answer that did not come in time, the next is waited for twice as long.
 */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(5);
    private static final Duration LAST_LIMIT = Duration.ofSeconds(40);
    private static final String PURPOSE = "ask whether the server is ready";

    private final Caller caller;
    private volatile Duration limit = FIRST_LIMIT;

    Readiness(Caller caller) {
        this.caller = caller;
    }

    /** PMM 3 answers to the path of PMM 2 too, so its own path is only the second choice. */
    boolean isReady() {
        try {
            Reply reply = ask("/v1/readyz");
            return saysYes(reply.status() == 404 ? ask("/v1/server/readyz") : reply);
        } catch (ServerException e) {
            LOG.debug("Not ready: {}", e.getMessage());
            if (e.getCause() instanceof InterruptedIOException && limit.compareTo(LAST_LIMIT) < 0) {
                limit = limit.multipliedBy(2);
            }
            return false;
        }
    }

    private Reply ask(String path) {
        return caller.within(limit).exchange(ApiCall.get(PURPOSE, path).withoutCredentials());
    }

    /** A page of HTML with a good status is somebody else's. */
    private static boolean saysYes(Reply reply) {
        return reply.succeeded() && (reply.isEmpty() || reply.details().isPresent());
    }
}
