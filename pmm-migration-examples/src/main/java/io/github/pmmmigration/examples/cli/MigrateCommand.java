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
            "  pmm-migrate migrate                              # shows the plan, then asks",
            "  pmm-migrate migrate --container pmm --data copy --yes --report migration.html",
            "  pmm-migrate migrate --hops 1                     # one hop a night",
            "  pmm-migrate migrate --wait-at CUT_OVER --go-file go --yes &  # touch go at night"
        })
final class MigrateCommand extends ForwardCommand {
    MigrateCommand(Console console) {
        super(console);
    }
}
