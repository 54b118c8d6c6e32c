package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.error.Problem;
import java.util.List;
import picocli.CommandLine.Command;

/** Which PMM servers there are. */
@Command(
        name = "discover",
        description = "Lists the PMM servers on the engine: container, version, storage, who manages it, ports. Changes"
                + " nothing.",
        footer = {
            "",
            "Examples:",
            "  pmm-migrate discover",
            "  pmm-migrate discover --docker-host ssh://ops@db-host --json"
        })
final class DiscoverCommand extends ServerCommand {
    DiscoverCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Session session) {
        EngineInfo engine = session.engine().ping();
        List<DiscoveredServer> servers = session.engine().list(ContainerFilter.all()).stream()
                .filter(container -> DiscoveredServer.looksLikeOne(container)
                        || DiscoveredServer.hasMark(session.engine(), container))
                .map(container -> DiscoveredServer.examine(
                        container, plan(session, container.id().value()).build()))
                .toList();
        console()
                .out()
                .println(output().json() ? DiscoveryText.json(engine, servers) : DiscoveryText.table(engine, servers));
        return ExitCode.DONE;
    }

    @Override
    String failure(Problem problem) {
        return Documents.error(problem);
    }
}
