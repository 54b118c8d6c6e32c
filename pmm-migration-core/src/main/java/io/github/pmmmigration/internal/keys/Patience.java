package io.github.pmmmigration.internal.keys;

import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.step.StepContext;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks a server again that is just starting: it may be unavailable, or reject good credentials, for a moment. */
public final class Patience {
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final StepContext context;

    /** Creates patience that pauses in this context. */
    public Patience(StepContext context) {
        this.context = context;
    }

    /** Asks until there is an answer; the last failure is the caller's. */
    public <T> T ask(Supplier<T> question) {
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return question.get();
            } catch (ServerException e) {
                if (!mayPass(e) || !context.pauseFor(PAUSE)) {
                    throw e;
                }
            }
        }
        return question.get();
    }

    private static boolean mayPass(ServerException e) {
        return e instanceof ServerUnavailableException
                || (e instanceof AuthenticationFailedException && e.code().equals(ServerCodes.CREDENTIALS_REJECTED));
    }
}
