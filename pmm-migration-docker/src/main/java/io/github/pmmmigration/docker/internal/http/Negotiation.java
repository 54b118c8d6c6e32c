package io.github.pmmmigration.docker.internal.http;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version of the interface that both sides understand, and keeps to it.
 *
 * <p>Without a version in the path an engine takes its newest, and the meaning of fields would change with the engine. Safe for
 * concurrent use.
 *
 * @since 0.1
 */
final class Negotiation {
    private final Supplier<Agreement> ask;
    private volatile @Nullable Agreement agreement;

    Negotiation(Supplier<Agreement> ask) {
        this.ask = ask;
    }

    ApiVersion spoken() {
        return current().spoken();
    }

    ConfigDocument description() {
        return current().description();
    }

    /** Returns whether the engine refused the version itself, as it does after being replaced by an older or newer one. */
    boolean isContradictedBy(Reply reply) {
        return reply.status() == 400 && reply.mentions("is too old", "is too new");
    }

    void renew() {
        agreement = null;
    }

    private Agreement current() {
        Agreement known = agreement;
        return known != null ? known : agree();
    }

    private synchronized Agreement agree() {
        Agreement known = agreement;
        if (known == null) {
            known = ask.get();
            agreement = known;
        }
        return known;
    }

    /**
     * What was agreed.
     *
     * @param spoken version of the interface
     * @param description the engine's words about its version
     */
    record Agreement(ApiVersion spoken, ConfigDocument description) {
        static Agreement of(ConfigDocument description) {
            ApiVersion newest = description
                    .text("/ApiVersion")
                    .flatMap(ApiVersion::parse)
                    .orElseThrow(
                            () -> new IllegalArgumentException("the description of its version has no ApiVersion"));
            ApiVersion oldest = description
                    .text("/MinAPIVersion")
                    .flatMap(ApiVersion::parse)
                    .orElse(newest);
            ApiVersion wanted = newest.isAtLeast(ApiVersion.NEWEST_KNOWN) ? ApiVersion.NEWEST_KNOWN : newest;
            return new Agreement(wanted.isAtLeast(oldest) ? wanted : oldest, description);
        }
    }
}
