package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.error.FindingCodes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the new container shall have different; everything else is carried over. */
final class OverrideOptions {
    @Option(
            names = "--set-env",
            paramLabel = "NAME=VALUE",
            description = "Variable of the new container. NAME alone takes the value from our own environment.")
    private List<String> environment = new ArrayList<>();

    @Option(names = "--unset-env", paramLabel = "NAME", description = "Variable that the new container shall not have.")
    private List<String> withoutEnvironment = new ArrayList<>();

    @Option(
            names = "--publish",
            paramLabel = "[IP:]HOST:CONTAINER",
            description = "Port to publish, as docker run has it.")
    private List<String> ports = new ArrayList<>();

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "Network to connect to, instead of those of the server.")
    private List<String> networks = new ArrayList<>();

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Label of the new container.")
    private List<String> labels = new ArrayList<>();

    @Option(names = "--unset-label", paramLabel = "KEY", description = "Label that the new container shall not have.")
    private List<String> withoutLabels = new ArrayList<>();

    @Option(names = "--memory", paramLabel = "AMOUNT", description = "Limit of memory, for example 8g; 0 for none.")
    private @Nullable String memory;

    @Option(names = "--restart", paramLabel = "POLICY", description = "Restart policy, once the new container serves.")
    private @Nullable String restart;

    @Option(
            names = "--keep-compose-labels",
            description = "Keep the labels by which Compose knows its containers; its next 'up' then makes"
                    + " the server anew from its file, so that has to say PMM 3.")
    private boolean keepComposeLabels;

    @Option(
            names = "--write-compose",
            description =
                    "Once PMM 3 serves, write the Compose file as the plan shows, with a copy of the old one beside it."
                            + " Keeps Compose's labels and accepts COMPOSE_MANAGED. Plans show what it comes to.")
    private boolean writeCompose;

    boolean writesCompose() {
        return writeCompose;
    }

    void applyTo(MigrationPlanBuilder builder, Console console) {
        ConfigurationOverrides overrides = ConfigurationOverrides.none();
        overrides = environment(overrides, console);
        overrides = labels(overrides);
        for (String port : ports) {
            overrides = overrides.withPublishedPort(port);
        }
        for (String network : networks) {
            overrides = overrides.withNetwork(network);
        }
        overrides = memory == null ? overrides : overrides.withMemory(memory);
        overrides = restart == null ? overrides : overrides.withRestartPolicy(RestartPolicy.parse(restart));
        boolean keep = keepComposeLabels || writeCompose;
        builder.overrides(keep ? overrides.withComposeLabelsKept() : overrides);
        if (writeCompose) {
            builder.accept(FindingCodes.COMPOSE_MANAGED);
        }
    }

    private ConfigurationOverrides environment(ConfigurationOverrides start, Console console) {
        ConfigurationOverrides overrides = start;
        for (String entry : environment) {
            int equals = entry.indexOf('=');
            overrides = equals < 0
                    ? overrides.withEnvironment(entry, own(entry, console))
                    : overrides.withEnvironment(entry.substring(0, equals), entry.substring(equals + 1));
        }
        for (String name : withoutEnvironment) {
            overrides = overrides.withoutEnvironment(name);
        }
        return overrides;
    }

    private static String own(String name, Console console) {
        String value = console.environment().get(name);
        if (value == null) {
            throw new UsageException(
                    "--set-env " + name + " has no value, and our own environment has no variable of that name.",
                    "Write --set-env " + name + "=VALUE, or export it.");
        }
        return value;
    }

    private ConfigurationOverrides labels(ConfigurationOverrides start) {
        ConfigurationOverrides overrides = start;
        for (String entry : labels) {
            int equals = entry.indexOf('=');
            overrides = equals < 0
                    ? overrides.withLabel(entry, "")
                    : overrides.withLabel(entry.substring(0, equals), entry.substring(equals + 1));
        }
        for (String key : withoutLabels) {
            overrides = overrides.withoutLabel(key);
        }
        return overrides;
    }
}
