package io.github.pmmmigration.examples.cli;

import picocli.CommandLine.Command;

/** The whole job. */
@Command(
        name = "migrate",
        description = {
            "Moves a PMM 2 server to PMM 3: backup, ownership, new container, readiness, API keys, verification.",
            "A server older than 2.44.1 is brought there first, hop by hop, each with its own backup. The old container is"
                    + " kept, stopped, until 'commit'; until then 'rollback' goes back. Interrupted, it continues when it"
                    + " is run again."
        },
        footer = {
            "",
            "Examples:",
            "  pmm-migrate migrate --engine simulated --yes     # plays it in memory",
            "  pmm-migrate migrate                              # shows the plan, asks, migrates 'pmm-server'",
            "  pmm-migrate migrate --container pmm --data copy --yes --report migration.html",
            "  pmm-migrate migrate --target percona/pmm-server:3.12.0 --hops 1   # one hop a night",
            "  pmm-migrate migrate --wait-at CUT_OVER --go-file go --yes &  # touch go at two in the morning"
        })
final class MigrateCommand extends ForwardCommand {
    MigrateCommand(Console console) {
        super(console);
    }
}
