package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ExecResult;
import java.time.Duration;

/** Collects what a container, and the services in it if it still runs, have said last; for the report of a failure. */
final class LastWords {
    private static final int LOG_LINES = 40;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A server's own log says little of what goes wrong in one of its dozen services. */
    private static final Command SERVICES = Command.of("sh", "-c", """
                    supervisorctl status 2>&1 | head -n 40
                    cd /srv/logs || exit 0
                    for log in *.log; do
                        if [ -s "$log" ]; then
                            printf '==> /srv/logs/%s\\n' "$log"
                            tail -n 12 -- "$log" | cut -c 1-400
                        fi
                    done
                    """);

    private LastWords() {}

    /** Returns the end of the container's own log. */
    static String of(ContainerEngine engine, ContainerSnapshot container) {
        try {
            return engine.logTail(container.id(), LOG_LINES);
        } catch (EngineException e) {
            return "";
        }
    }

    /** Returns the end of the server's log, and of the log of each service in it. */
    static String ofServer(ContainerEngine engine, ContainerSnapshot server) {
        String own = of(engine, server);
        return server.state().isRunning() ? (own + "\n" + services(engine, server)).strip() : own;
    }

    private static String services(ContainerEngine engine, ContainerSnapshot server) {
        try {
            ExecResult result = engine.exec(server.id(), SERVICES, LIMIT);
            return result.succeeded() ? result.standardOutput() : "";
        } catch (EngineException e) {
            return "";
        }
    }
}
