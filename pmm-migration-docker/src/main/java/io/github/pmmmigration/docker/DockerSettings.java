package io.github.pmmmigration.docker;

import io.github.pmmmigration.docker.internal.registry.RegistryLogin;
import io.github.pmmmigration.server.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Says which engine to use and how patient to be with it.
 *
 * <pre>{@code
 * DockerSettings settings = DockerSettings.fromEnvironment()
 *         .withHost("tcp://engine.example.com:2376")
 *         .withTlsFolder(Path.of("/etc/docker/client"));
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class DockerSettings {
    private static final Duration CALL = Duration.ofSeconds(30);
    private static final Duration CHANGE = Duration.ofMinutes(5);
    private static final Duration PULL_IDLE = Duration.ofMinutes(2);

    private final Values values;

    private DockerSettings(Values values) {
        this.values = values;
    }

    /**
     * Returns the settings that the {@code docker} command would use here: {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY},
     * {@code DOCKER_CERT_PATH}, {@code DOCKER_CONTEXT}, {@code DOCKER_CONFIG}, and what was chosen with {@code docker context use}.
     */
    public static DockerSettings fromEnvironment() {
        return of(System.getenv());
    }

    static DockerSettings of(Map<String, String> environment) {
        String folder = environment.getOrDefault("DOCKER_CONFIG", "");
        return new DockerSettings(new Values(
                Map.copyOf(environment),
                Optional.empty(),
                Optional.empty(),
                folder.isBlank() ? Path.of(System.getProperty("user.home", "."), ".docker") : Path.of(folder),
                new Patience(CALL, CHANGE, PULL_IDLE),
                Map.of()));
    }

    /** Returns these settings for the engine at this address: {@code unix://}, {@code npipe://}, {@code tcp://} or {@code ssh://}. */
    public DockerSettings withHost(String newHost) {
        Optional<String> host = Optional.of(Objects.requireNonNull(newHost, "newHost"));
        return new DockerSettings(new Values(
                values.environment, host, values.tlsFolder, values.configFolder, values.patience, values.logins));
    }

    /** Returns these settings with TLS for {@code tcp://}, by {@code ca.pem}, {@code cert.pem} and {@code key.pem} in this folder. */
    public DockerSettings withTlsFolder(Path folder) {
        Optional<Path> tls = Optional.of(Objects.requireNonNull(folder, "folder"));
        return new DockerSettings(
                new Values(values.environment, values.host, tls, values.configFolder, values.patience, values.logins));
    }

    /** Returns these settings with another folder in place of {@code ~/.docker}: for registry credentials and contexts. */
    public DockerSettings withConfigFolder(Path folder) {
        Objects.requireNonNull(folder, "folder");
        return new DockerSettings(
                new Values(values.environment, values.host, values.tlsFolder, folder, values.patience, values.logins));
    }

    /** Returns these settings with another limit for the reply to a read; 30 seconds before. */
    public DockerSettings withCallTimeout(Duration limit) {
        return with(
                new Patience(positive(limit), patience().change(), patience().pullIdle()));
    }

    /** Returns these settings with another limit for the reply to a change, such as create or start; 5 minutes before. */
    public DockerSettings withChangeTimeout(Duration limit) {
        return with(new Patience(patience().call(), positive(limit), patience().pullIdle()));
    }

    /** Returns these settings with another limit for silence during a pull; 2 minutes before. */
    public DockerSettings withPullIdleTimeout(Duration limit) {
        return with(new Patience(patience().call(), patience().change(), positive(limit)));
    }

    /**
     * Returns these settings with credentials for a registry, used in place of those that the {@code docker} command has stored.
     *
     * @param registry host and port as in image references; {@code docker.io} for Docker Hub
     */
    public DockerSettings withRegistryCredentials(String registry, String user, Secret password) {
        Map<String, RegistryLogin> more = new LinkedHashMap<>(values.logins);
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        more.put(Objects.requireNonNull(registry, "registry"), new RegistryLogin(registry, user, password));
        return new DockerSettings(new Values(
                values.environment,
                values.host,
                values.tlsFolder,
                values.configFolder,
                values.patience,
                Map.copyOf(more)));
    }

    Map<String, String> environment() {
        return values.environment;
    }

    Optional<String> host() {
        return values.host;
    }

    Optional<Path> tlsFolder() {
        return values.tlsFolder;
    }

    Path configFolder() {
        return values.configFolder;
    }

    Patience patience() {
        return values.patience;
    }

    Map<String, RegistryLogin> logins() {
        return values.logins;
    }

    private DockerSettings with(Patience newPatience) {
        return new DockerSettings(new Values(
                values.environment, values.host, values.tlsFolder, values.configFolder, newPatience, values.logins));
    }

    private static Duration positive(Duration limit) {
        if (Objects.requireNonNull(limit, "limit").isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit must be positive");
        }
        return limit;
    }

    /** Returns the address only. */
    @Override
    public String toString() {
        return "DockerSettings["
                + values.host
                        .map(text -> text.replaceFirst("//[^/@]*@", "//***@"))
                        .orElse("environment") + "]";
    }

    /**
     * How long to wait for what.
     *
     * @param call for the reply to a read
     * @param change for the reply to a change
     * @param pullIdle for the next bytes of a pull
     */
    record Patience(Duration call, Duration change, Duration pullIdle) {}

    private record Values(
            Map<String, String> environment,
            Optional<String> host,
            Optional<Path> tlsFolder,
            Path configFolder,
            Patience patience,
            Map<String, RegistryLogin> logins) {}
}
