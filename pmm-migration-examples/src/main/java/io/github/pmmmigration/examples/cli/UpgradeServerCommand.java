package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.step.UpgradeWay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A later version of the same major version. */
@Command(
        name = "upgrade-server",
        description = {
            "Brings PMM 2 to 2.44.1, by way of 2.32.0 where it is that old, or PMM 3 to a later 3.x.",
            "Every hop has its own backup and the same cut-over as the migration; 'rollback --upgrade' undoes the last one,"
                    + " 'commit' accepts. Interrupted, it continues when it is run again."
        },
        footer = {
            "",
            "Examples:",
            "  pmm-migrate upgrade-server                 # shows the plan, then asks",
            "  pmm-migrate upgrade-server --yes --target percona/pmm-server:3.12.0",
            "  pmm-migrate upgrade-server --container pmm --hops 1 --yes --json"
        })
final class UpgradeServerCommand extends ForwardCommand {
    @Option(
            names = "--way",
            paramLabel = "choose|container|api",
            description =
                    "How a PMM 2 is upgraded: container replaces its container; api lets it update itself, without a"
                            + " backup. Default: choose, by evidence.")
    private String way = "choose";

    UpgradeServerCommand(Console console) {
        super(console);
    }

    @Override
    MigrationPlanBuilder configure(MigrationPlanBuilder builder, Session session) {
        return super.configure(builder, session).upgradeOnly().upgradeBy(way());
    }

    @Override
    String planCommand() {
        return "plan --upgrade";
    }

    private UpgradeWay way() {
        return switch (way) {
            case "choose" -> UpgradeWay.CHOOSE;
            case "container" -> UpgradeWay.CONTAINER;
            case "api" -> UpgradeWay.API;
            default -> throw new UsageException("--way cannot be '" + way + "'.", "Use choose, container or api.");
        };
    }
}
