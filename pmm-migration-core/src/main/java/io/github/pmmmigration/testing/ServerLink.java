package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.PmmVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Lets one fake server follow the servers on a simulated engine: it answers while one of them serves. */
final class ServerLink implements Consumer<ServerOnEngine> {
    private final FakePmmServer fake;
    private final Map<String, ServerOnEngine> serving = new HashMap<>();

    ServerLink(FakePmmServer fake) {
        this.fake = fake;
    }

    @Override
    public synchronized void accept(ServerOnEngine server) {
        String id = server.id().value();
        if (!server.ready()) {
            serving.remove(id);
            if (serving.isEmpty()) {
                fake.stops();
            }
        } else if (serving.put(id, server) == null) {
            fake.becomes(PmmVersion.parse(server.version()));
        }
    }
}
