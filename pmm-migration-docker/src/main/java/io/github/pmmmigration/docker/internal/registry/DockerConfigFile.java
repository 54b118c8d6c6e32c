package io.github.pmmmigration.docker.internal.registry;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code config.json} of the {@code docker} command, as far as it concerns us.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class DockerConfigFile {
    private static final Logger LOG = LoggerFactory.getLogger(DockerConfigFile.class);

    private final Path file;
    private final Optional<ConfigDocument> read;
    private final ConfigDocument json;

    private DockerConfigFile(Path file, Optional<ConfigDocument> read) {
        this.file = file;
        this.read = read;
        this.json = read.orElseGet(ConfigDocument::empty);
    }

    /** Reads the file in a folder; a file that is absent or unreadable has no credentials, as for {@code docker}. */
    public static DockerConfigFile in(Path folder) {
        Path file = folder.resolve("config.json");
        try {
            return new DockerConfigFile(
                    file,
                    Optional.of(
                            Files.isRegularFile(file)
                                    ? ConfigDocument.parse(Files.readString(file))
                                    : ConfigDocument.empty()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read and is ignored: {}", file, e.getMessage());
            return new DockerConfigFile(file, Optional.empty());
        }
    }

    /**
     * Returns the context that was chosen with {@code docker context use}.
     *
     * @throws EngineUnavailableException when the file cannot be read: {@code docker} would go to the default engine then, but a
     *     server of the same name there may be another one
     */
    public Optional<String> currentContext() {
        if (read.isEmpty()) {
            throw new EngineUnavailableException(new Problem(
                    "ENGINE_ADDRESS_INVALID",
                    "The settings of the docker command in " + file
                            + " cannot be read, so it is unknown which engine was chosen.",
                    "Nothing was sent.",
                    "Repair that file, or name the engine with --docker-host or DOCKER_HOST."));
        }
        return json.text("/currentContext").filter(name -> !name.isEmpty());
    }

    /** Returns the name of the program that knows the credentials of this registry. */
    Optional<String> helperFor(RegistryName registry) {
        return json.keys("/credHelpers").stream()
                .filter(registry::matches)
                .findFirst()
                .flatMap(key -> json.text("/credHelpers/" + ConfigDocument.escape(key)))
                .or(() -> json.text("/credsStore"))
                .filter(name -> !name.isEmpty());
    }

    /** Returns the credentials that stand in the file itself. */
    Optional<RegistryLogin> loginFor(RegistryName registry) {
        return json.keys("/auths").stream()
                .filter(registry::matches)
                .map(key -> login(key, "/auths/" + ConfigDocument.escape(key)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<RegistryLogin> login(String registry, String place) {
        Optional<RegistryLogin> token = json.text(place + "/identitytoken")
                .filter(text -> !text.isEmpty())
                .map(text -> RegistryLogin.token(registry, Secret.of(text)));
        return token.or(() -> json.text(place + "/auth").flatMap(auth -> decode(registry, auth)))
                .or(() -> plain(registry, place));
    }

    private Optional<RegistryLogin> plain(String registry, String place) {
        return json.text(place + "/username")
                .flatMap(user -> json.text(place + "/password")
                        .map(password -> new RegistryLogin(registry, user, Secret.of(password))));
    }

    private static Optional<RegistryLogin> decode(String registry, String auth) {
        try {
            String pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon <= 0
                    ? Optional.empty()
                    : Optional.of(new RegistryLogin(
                            registry, pair.substring(0, colon), Secret.of(pair.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            LOG.warn("The stored credentials for {} are not valid Base64 and are ignored", registry);
            return Optional.empty();
        }
    }
}
