package io.github.pmmmigration.examples.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which container engine to work on. */
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "docker|simulated",
            description = "Engine to work on. 'simulated' changes nothing anywhere: it plays a migration in memory."
                    + " Default: docker.")
    private String engine = "docker";

    @Option(
            names = "--docker-host",
            paramLabel = "URI",
            description = "unix://, tcp:// or ssh:// address. Default: as the docker command finds it.")
    private @Nullable String host;

    @Option(
            names = "--tls-dir",
            paramLabel = "DIR",
            description = "Folder with ca.pem, cert.pem and key.pem for tcp://.")
    private @Nullable Path tls;

    boolean simulated() {
        return switch (engine) {
            case "docker" -> false;
            case "simulated" -> true;
            default -> throw new UsageException("There is no engine '" + engine + "'.", "Use docker or simulated.");
        };
    }

    Optional<String> host() {
        return Optional.ofNullable(host);
    }

    Optional<Path> tlsFolder() {
        return Optional.ofNullable(tls);
    }
}
