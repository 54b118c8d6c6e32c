package io.github.pmmmigration.docker.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.EngineUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointResolverTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesTheDefaultSocketWhenNothingIsSet() {
        assertThat(resolve(Map.of()).describe()).isEqualTo("unix:///var/run/docker.sock");
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///run/user/1000/docker.sock, unix:///run/user/1000/docker.sock",
        "tcp://engine.example.com, tcp://engine.example.com:2375",
        "tcp://engine.example.com:1234, tcp://engine.example.com:1234",
        "tcp://[::1]:1234, tcp://[::1]:1234",
        "http://127.0.0.1:2375, tcp://127.0.0.1:2375",
        "npipe:////./pipe/docker_engine, npipe:////./pipe/docker_engine",
        "ssh://bob@engine.example.com:2222, ssh://bob@engine.example.com:2222",
    })
    void takesDockerHost(String host, String described) {
        assertThat(resolve(Map.of("DOCKER_HOST", host)).describe()).isEqualTo(described);
    }

    @Test
    void prefersWhatTheApplicationGave() {
        Endpoint endpoint = new EndpointResolver(Map.of("DOCKER_HOST", "unix:///other"), folder)
                .resolve(Optional.of("unix:///given"), Optional.empty());

        assertThat(endpoint.describe()).isEqualTo("unix:///given");
    }

    @Test
    void takesTheCertificatesOfTheEnvironment() {
        Endpoint endpoint = resolve(Map.of(
                "DOCKER_HOST", "tcp://engine.example.com",
                "DOCKER_TLS_VERIFY", "1",
                "DOCKER_CERT_PATH", "/certificates"));

        assertThat(endpoint.tlsFolder()).contains(Path.of("/certificates"));
        assertThat(endpoint.describe()).isEqualTo("tcp://engine.example.com:2376");
    }

    @Test
    void looksForCertificatesBesideTheSettings() {
        Endpoint endpoint = resolve(Map.of("DOCKER_HOST", "tcp://engine.example.com", "DOCKER_TLS_VERIFY", "1"));

        assertThat(endpoint.tlsFolder()).contains(folder);
    }

    @Test
    void needsNoCertificatesForASocket() {
        Endpoint endpoint = resolve(Map.of("DOCKER_HOST", "unix:///run/docker.sock", "DOCKER_TLS_VERIFY", "1"));

        assertThat(endpoint.tlsFolder()).isEmpty();
    }

    @Test
    void followsTheContextThatWasChosen() throws IOException {
        context("remote", "tcp://remote.example.com:2376", true);
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"remote\"}");

        Endpoint endpoint = resolve(Map.of());

        assertThat(endpoint.describe()).isEqualTo("tcp://remote.example.com:2376");
        assertThat(endpoint.tlsFolder().orElseThrow()).endsWith(Path.of("docker"));
    }

    @Test
    void prefersTheContextOfTheEnvironment() throws IOException {
        context("remote", "tcp://remote.example.com:2376", false);
        context("local", "unix:///run/local.sock", false);
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"remote\"}");

        assertThat(resolve(Map.of("DOCKER_CONTEXT", "local")).describe()).isEqualTo("unix:///run/local.sock");
    }

    @Test
    void prefersDockerHostToContexts() {
        Endpoint endpoint = resolve(Map.of("DOCKER_CONTEXT", "missing", "DOCKER_HOST", "unix:///run/docker.sock"));

        assertThat(endpoint.describe()).isEqualTo("unix:///run/docker.sock");
    }

    /** The folders' names are those of the command's own store. */
    @Test
    void storesContextsWhereTheCommandDoes() {
        assertThat(DockerContexts.digest("remote"))
                .isEqualTo("b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a");
    }

    @Test
    void saysThatAContextIsMissing() {
        assertThatThrownBy(() -> resolve(Map.of("DOCKER_CONTEXT", "missing")))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("missing");
    }

    /** The server of that name on the default engine may be another one. */
    @Test
    void doesNotGuessWhichContextWasChosen() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{broken");

        assertThatThrownBy(() -> resolve(Map.of()))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining("DOCKER_HOST");
        assertThat(resolve(Map.of("DOCKER_HOST", "unix:///run/docker.sock")).describe())
                .isEqualTo("unix:///run/docker.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "ftp://engine", "tcp://", "tcp:engine", "unix//x", "::", "fd://"})
    void doesNotGuessWhatAnAddressMeans(String host) {
        assertThatThrownBy(() -> resolve(Map.of("DOCKER_HOST", host)))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo("ENGINE_ADDRESS_INVALID"));
    }

    @Test
    void neverShowsAPassword() {
        Endpoint endpoint = resolve(Map.of("DOCKER_HOST", "tcp://bob:s3cret@engine.example.com"));

        assertThat(endpoint.describe()).doesNotContain("s3cret");
        assertThatThrownBy(() -> resolve(Map.of("DOCKER_HOST", "ftp://bob:s3cret@engine")))
                .hasMessageNotContaining("s3cret");
    }

    private Endpoint resolve(Map<String, String> environment) {
        return new EndpointResolver(environment, folder).resolve(Optional.empty(), Optional.empty());
    }

    private void context(String name, String host, boolean tls) throws IOException {
        String digest = DockerContexts.digest(name);
        Path meta = Files.createDirectories(folder.resolve("contexts/meta/" + digest));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"" + name + "\",\"Endpoints\":{\"docker\":{\"Host\":\"" + host
                        + "\",\"SkipTLSVerify\":false}}}");
        if (tls) {
            Files.createDirectories(folder.resolve("contexts/tls/" + digest + "/docker"));
        }
    }
}
