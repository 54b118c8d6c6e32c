package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.client.ClientUpgrade;
import io.github.pmmmigration.client.ClientUpgradeResult;
import io.github.pmmmigration.client.ClientUpgradeResult.Outcome;
import io.github.pmmmigration.client.ClientUpgrader;
import io.github.pmmmigration.client.CommandTransport;
import io.github.pmmmigration.client.ContainerTransport;
import io.github.pmmmigration.client.Distribution;
import io.github.pmmmigration.client.LocalTransport;
import io.github.pmmmigration.client.ServerClients;
import io.github.pmmmigration.client.SshTransport;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.step.MigrationBlockedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The clients of a server. */
@Command(
        name = "clients",
        description = {
            "Lists the clients with their versions and, for those older than the server, the commands that upgrade them.",
            "With --run it runs these where a transport was given; never before the migration was accepted with 'commit'."
                    + " One client that fails does not stop the others."
        },
        footer = {
            "",
            "Examples:",
            "  pmm-migrate clients                        # shows versions and commands",
            "  pmm-migrate clients --distribution db1=dnf --distribution db2=tarball",
            "  pmm-migrate clients --run --transport db1=ssh:root@db1",
            "  pmm-migrate clients --run --yes --transport db2=container:pmm-client"
        })
final class ClientsCommand extends ServerCommand {
    private static final String PORT_NOTE =
            "A client that reaches the container itself instead of a published port finds PMM 3 on 8443, no longer on"
                    + " 443: change server.address in its pmm-agent.yaml.";

    @Option(names = "--run", description = "Run the commands. Without it, they are only shown.")
    private boolean run;

    @Option(names = "--yes", description = "Do not ask before changing anything.")
    private boolean yes;

    @Option(
            names = "--transport",
            paramLabel = "NODE=local|container:NAME|ssh:DESTINATION",
            description = "Where the commands for the client on this node are run.")
    private Map<String, String> transports = new LinkedHashMap<>();

    @Option(
            names = "--distribution",
            paramLabel = "NODE=apt|dnf|tarball|container",
            description = "How the client on this node was installed. Default: apt.")
    private Map<String, String> distributions = new LinkedHashMap<>();

    @Option(names = "--concurrency", paramLabel = "COUNT", description = "How many clients at a time. Default: 4.")
    private int concurrency = 4;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "How long one command may take on a client. Default: 600.")
    private long limit = 600;

    ClientsCommand(Console console) {
        super(console);
    }

    @Override
    void prepare() {
        if (concurrency < 1 || limit < 1) {
            throw new UsageException("--concurrency and --limit must be positive.", "Leave them out.");
        }
        if (run && !yes && !console().terminal()) {
            throw new UsageException(
                    "Nobody is there to be asked, and --yes was not given.", "Add --yes to go on without a question.");
        }
    }

    @Override
    ExitCode run(Session session) {
        ServerClients clients = plan(session).build().clients();
        List<ClientUpgrade> upgrades = clients.outdated().stream()
                .map(client -> upgrade(client, clients, session))
                .toList();
        ClientUpgrader upgrader = new ClientUpgrader(concurrency, Duration.ofSeconds(limit));
        if (!run || upgrades.isEmpty()) {
            show(clients, upgrader.dryRun(upgrades));
            return ExitCode.DONE;
        }
        if (!yes && !console().confirms("Upgrade " + upgrades.size() + " clients?")) {
            console().err().println("Nothing was changed.");
            return ExitCode.CANCELLED;
        }
        return run(clients, upgrader, upgrades);
    }

    private ExitCode run(ServerClients clients, ClientUpgrader upgrader, List<ClientUpgrade> upgrades) {
        try {
            List<ClientUpgradeResult> results = upgrader.run(clients, upgrades);
            show(clients, results);
            boolean failed = results.stream().anyMatch(result -> result.outcome() == Outcome.FAILED);
            return failed ? ExitCode.NEEDS_A_HAND : ExitCode.DONE;
        } catch (MigrationBlockedException e) {
            if (output().json()) {
                console().out().println(failure(e.problem()));
            }
            complain(e.problem());
            return ExitCode.REFUSED;
        }
    }

    private ClientUpgrade upgrade(ClientVersion client, ServerClients clients, Session session) {
        String node = client.nodeName();
        String name = distributions.getOrDefault(node, "apt");
        Distribution distribution = Distribution.of(name)
                .orElseThrow(() -> new UsageException(
                        "--distribution " + node + "=" + name + " is not known.",
                        "Use apt, dnf, tarball or container."));
        Optional<CommandTransport> transport =
                Optional.ofNullable(transports.get(node)).map(text -> transport(text, session));
        return new ClientUpgrade(client, distribution, clients.server(), transport);
    }

    private static CommandTransport transport(String text, Session session) {
        if (text.equals("local")) {
            return new LocalTransport();
        }
        if (text.startsWith("container:")) {
            return new ContainerTransport(
                    session.engine(), Complaint.asUsage(() -> ContainerRef.of(text.substring("container:".length()))));
        }
        if (text.startsWith("ssh:")) {
            return Complaint.asUsage(() -> new SshTransport(text.substring("ssh:".length())));
        }
        throw new UsageException(
                "--transport '" + text + "' is not known.", "Use local, container:NAME or ssh:DESTINATION.");
    }

    private void show(ServerClients clients, List<ClientUpgradeResult> results) {
        console()
                .out()
                .println(
                        output().json()
                                ? ClientsText.json(clients, results, PORT_NOTE)
                                : ClientsText.text(clients, results, PORT_NOTE));
    }

    @Override
    String failure(Problem problem) {
        return Documents.error(problem);
    }
}
