package io.github.pmmmigration.docker.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistryNameTest {
    @ParameterizedTest
    @CsvSource({
        "pmm-server, docker.io",
        "percona/pmm-server, docker.io",
        "docker.io/percona/pmm-server, docker.io",
        "index.docker.io/percona/pmm-server, docker.io",
        "localhost/pmm-server, localhost",
        "localhost:5000/pmm-server, localhost:5000",
        "registry.example.com/a/b, registry.example.com",
        "127.0.0.1:5000/a/b, 127.0.0.1:5000",
    })
    void knowsTheRegistryOfARepository(String repository, String host) {
        assertThat(RegistryName.of(repository).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io, https://index.docker.io/v1/, true",
        "docker.io, docker.io, true",
        "docker.io, registry-1.docker.io, true",
        "registry.example.com, registry.example.com, true",
        "registry.example.com, https://registry.example.com/v2/, true",
        "registry.example.com, Registry.Example.com, true",
        "registry.example.com, registry.example.com:5000, false",
        "registry.example.com, evil-registry.example.com, false",
        "registry.example.com, registry.example.com.evil.org, false",
        "registry.example.com, https://index.docker.io/v1/, false",
    })
    void recognisesItInSettings(String host, String key, boolean matches) {
        assertThat(new RegistryName(host).matches(key)).isEqualTo(matches);
    }
}
