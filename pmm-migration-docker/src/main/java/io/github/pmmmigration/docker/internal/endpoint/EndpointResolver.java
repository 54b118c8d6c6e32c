package io.github.pmmmigration.docker.internal.endpoint;

import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.docker.internal.registry.DockerConfigFile;
import io.github.pmmmigration.error.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the engine by the rules of the {@code docker} command: an explicit address, {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, the
 * context chosen with {@code docker context use}, the default socket.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class EndpointResolver {
    private static final Set<String> SCHEMES = Set.of("unix", "npipe", "tcp", "ssh");
    private static final String PLAIN_PORT = "2375";
    private static final String TLS_PORT = "2376";

    private final Map<String, String> environment;
    private final Path configFolder;

    /**
     * Creates the resolver.
     *
     * @param environment variables of the environment
     * @param configFolder folder with the settings of the {@code docker} command
     */
    public EndpointResolver(Map<String, String> environment, Path configFolder) {
        this.environment = Map.copyOf(environment);
        this.configFolder = configFolder;
    }

    /**
     * Returns where the engine is.
     *
     * @param explicitHost address given by the application
     * @param explicitTls folder with certificates given by the application
     * @throws EngineUnavailableException when the settings cannot be understood
     */
    public Endpoint resolve(Optional<String> explicitHost, Optional<Path> explicitTls) {
        Optional<String> host = explicitHost.or(() -> variable("DOCKER_HOST"));
        Optional<Path> tls = explicitTls.or(this::tlsOfEnvironment);
        if (host.isPresent()) {
            return endpoint(host.get(), tls);
        }
        return context()
                .map(name -> new DockerContexts(configFolder).find(name))
                .map(found -> endpoint(found.host(), tls.or(found::tlsFolder)))
                .orElseGet(() -> endpoint(defaultHost(), tls));
    }

    private Optional<String> context() {
        return variable("DOCKER_CONTEXT")
                .or(() -> DockerConfigFile.in(configFolder).currentContext())
                .filter(name -> !name.equals("default"));
    }

    private Optional<Path> tlsOfEnvironment() {
        return variable("DOCKER_TLS_VERIFY")
                .map(verify -> variable("DOCKER_CERT_PATH").map(Path::of).orElse(configFolder));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String defaultHost() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";
    }

    private static Endpoint endpoint(String host, Optional<Path> tls) {
        URI uri = parse(host, tls.isPresent());
        return new Endpoint(uri, uri.getScheme().equals("tcp") ? tls : Optional.empty());
    }

    private static URI parse(String host, boolean tls) {
        try {
            URI uri = new URI(host.startsWith("http://") ? "tcp" + host.substring("http".length()) : host);
            if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
                throw notUnderstood(host);
            }
            return uri.getScheme().equals("tcp") ? tcp(uri, tls) : uri;
        } catch (URISyntaxException e) {
            throw notUnderstood(host);
        }
    }

    private static URI tcp(URI uri, boolean tls) {
        if (uri.getHost() == null) {
            throw notUnderstood(uri.toString());
        }
        String port = uri.getPort() >= 0 ? Integer.toString(uri.getPort()) : tls ? TLS_PORT : PLAIN_PORT;
        return URI.create("tcp://" + uri.getHost() + ":" + port + uri.getRawPath());
    }

    private static EngineUnavailableException notUnderstood(String host) {
        return new EngineUnavailableException(new Problem(
                "ENGINE_ADDRESS_INVALID",
                "'" + host.replaceFirst("//[^/@]*@", "//***@") + "' is no address of a container engine.",
                "Nothing was sent.",
                "Give an address like unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host."));
    }
}
