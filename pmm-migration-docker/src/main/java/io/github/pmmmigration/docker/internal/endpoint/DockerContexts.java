package io.github.pmmmigration.docker.internal.endpoint;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Reads the contexts that the {@code docker} command has stored. */
final class DockerContexts {
    private final Path folder;

    DockerContexts(Path configFolder) {
        this.folder = configFolder.resolve("contexts");
    }

    Context find(String name) {
        String directory = digest(name);
        Path file = folder.resolve("meta").resolve(directory).resolve("meta.json");
        try {
            String host = ConfigDocument.parse(Files.readString(file))
                    .text("/Endpoints/docker/Host")
                    .filter(text -> !text.isEmpty())
                    .orElseThrow(() -> unknown(name));
            Path tls = folder.resolve("tls").resolve(directory).resolve("docker");
            return new Context(host, Files.isDirectory(tls) ? Optional.of(tls) : Optional.empty());
        } catch (IOException | IllegalArgumentException e) {
            throw unknown(name);
        }
    }

    private static EngineUnavailableException unknown(String name) {
        return new EngineUnavailableException(new Problem(
                "ENGINE_ADDRESS_INVALID",
                "The Docker context '" + name + "' is not known here or names no engine.",
                "Nothing was sent.",
                "Choose an existing one with 'docker context use', or set DOCKER_HOST."));
    }

    static String digest(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * A stored context.
     *
     * @param host address of the engine
     * @param tlsFolder folder with its certificates
     */
    record Context(String host, Optional<Path> tlsFolder) {}
}
