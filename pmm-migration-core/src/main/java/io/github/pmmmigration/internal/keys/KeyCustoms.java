package io.github.pmmmigration.internal.keys;

import io.github.pmmmigration.path.KnownVersions;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerException;

/**
 * What the Grafana of a version does with API keys, as far as that helps to tell what became of one.
 *
 * @param convertAtStart whether it converts all keys when it starts
 * @param alwaysKnow whether every server of this version knows API keys
 */
record KeyCustoms(boolean convertAtStart, boolean alwaysKnow) {
    private static final KeyCustoms UNKNOWN = new KeyCustoms(false, false);

    /** Asks the server for its version; one that does not tell has no customs to go by. */
    static KeyCustoms of(PmmServerApi pmm, Patience patience) {
        try {
            PmmVersion version = patience.ask(pmm::version).version();
            boolean knows = !version.isAtLeast(KnownVersions.WITHOUT_KEYS);
            return new KeyCustoms(knows && version.isAtLeast(KnownVersions.CONVERTS_AT_START), knows);
        } catch (ServerException e) {
            return UNKNOWN;
        }
    }
}
