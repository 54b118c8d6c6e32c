package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.TlsTrust;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is meant, and how it is reached. */
final class ServerOptions {
    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "Name or id of the server's container. Default: pmm-server.")
    private String container = "pmm-server";

    @Option(
            names = "--server-url",
            paramLabel = "URL",
            description = "The PMM server as a client sees it. Default: from the published port.")
    private @Nullable URI serverUrl;

    @Option(
            names = "--grafana-url",
            paramLabel = "URL",
            description = "Grafana addressed directly. Default: server URL and /graph.")
    private @Nullable URI grafanaUrl;

    @Option(
            names = "--call-timeout",
            paramLabel = "SECONDS",
            description = "How long one call to PMM may take. Default: 30.")
    private long callTimeout = 30;

    @Option(names = "--ca-file", paramLabel = "FILE", description = "Certificate authorities to believe, as PEM.")
    private @Nullable Path caFile;

    @Option(
            names = "--trust-self-signed",
            description = "Believe whatever certificate the server shows. Default: the system's authorities, and the"
                    + " certificate that lies in the server's own container.")
    private boolean trustSelfSigned;

    /** Returns the name, or refuses it before it gets anywhere. */
    String container() {
        return ContainerName.of(container).value();
    }

    MigrationPlanBuilder begin(String name, Console console) {
        MigrationPlanBuilder builder = MigrationPlan.forContainer(name);
        if (serverUrl != null) {
            builder.serverUrl(address(serverUrl, "--server-url"));
        }
        if (grafanaUrl != null) {
            builder.grafanaUrl(address(grafanaUrl, "--grafana-url"));
        }
        if (callTimeout < 1) {
            throw new UsageException("--call-timeout must be positive.", "Give a number of seconds.");
        }
        trust(builder, console);
        return builder.timeouts(timeouts -> timeouts.withCall(Duration.ofSeconds(callTimeout)));
    }

    /** Lets the library judge the address before anything else happens. */
    private static URI address(URI uri, String option) {
        try {
            return ServerEndpoint.of(uri).pmm();
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    option
                            + " is not the address of a server: it has to begin with http:// or https:// and hold no password.",
                    "Example: " + option + " https://pmm.example.com");
        }
    }

    private void trust(MigrationPlanBuilder builder, Console console) {
        if (caFile != null && trustSelfSigned) {
            throw new UsageException("--ca-file and --trust-self-signed exclude each other.", "Give one of them.");
        }
        if (caFile != null) {
            Path file = console.resolve(caFile);
            if (!Files.isReadable(file)) {
                throw new UsageException("The file " + file + " cannot be read.", "Check --ca-file.");
            }
            builder.tls(TlsTrust.caFile(file));
        } else if (trustSelfSigned) {
            builder.tls(TlsTrust.trustSelfSigned());
        }
    }
}
