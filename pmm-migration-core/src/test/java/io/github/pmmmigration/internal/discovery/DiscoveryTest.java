package io.github.pmmmigration.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.Availability;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerEngineProvider;
import io.github.pmmmigration.error.AmbiguousProviderException;
import io.github.pmmmigration.error.ProviderNotFoundException;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path folder;

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void namesTheArtifactToAddWhenThereIsNone() {
        assertThatThrownBy(Discovery::containerEngine)
                .isInstanceOf(ProviderNotFoundException.class)
                .hasMessageContaining("pmm-migration-docker");
        assertThatThrownBy(Discovery::serverConnector)
                .isInstanceOf(ProviderNotFoundException.class)
                .hasMessageContaining("pmm-migration-grafana");
    }

    @Test
    void takesTheOneThatCanBeUsed() throws IOException {
        announce(Memory.class.getName(), Away.class.getName());

        try (ContainerEngine engine = Discovery.containerEngine()) {
            assertThat(engine.ping().name()).isEqualTo("Simulated Engine");
        }
    }

    @Test
    void refusesToChooseBetweenEquals() throws IOException {
        announce(Memory.class.getName(), OtherMemory.class.getName());

        assertThatThrownBy(Discovery::containerEngine)
                .isInstanceOf(AmbiguousProviderException.class)
                .hasMessageContainingAll("$Memory", "$OtherMemory", "containerEngine(...)");
    }

    @Test
    void saysWhyNoneCanBeUsed() throws IOException {
        announce(Away.class.getName(), Broken.class.getName());

        assertThatThrownBy(Discovery::containerEngine)
                .isInstanceOf(ProviderNotFoundException.class)
                .hasMessageContainingAll(
                        "away: out for lunch", "broken: it broke with java.lang.NoSuchMethodError: ping");
    }

    @Test
    void saysWhichOneCannotBeLoaded() throws IOException {
        announce("com.example.Gone");

        assertThatThrownBy(Discovery::containerEngine)
                .isInstanceOf(ProviderNotFoundException.class)
                .hasMessageContainingAll("com.example.Gone", "Nothing was changed.", "same version");
    }

    private void announce(String... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(ContainerEngineProvider.class.getName()),
                Stream.of(providers).collect(Collectors.joining("\n")));
        URL[] path = {folder.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(path, before));
    }

    /** An engine in memory. */
    public static class Memory implements ContainerEngineProvider {
        @Override
        public String name() {
            return "memory";
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public Availability availability() {
            return Availability.yes("always");
        }

        @Override
        public ContainerEngine open() {
            return InMemoryContainerEngine.empty().engine();
        }
    }

    /** Another one, as good. */
    public static final class OtherMemory extends Memory {}

    /** An engine that does not answer. */
    public static final class Away extends Memory {
        @Override
        public String name() {
            return "away";
        }

        @Override
        public Availability availability() {
            return Availability.no("out for lunch");
        }
    }

    /** An engine whose libraries are of another version. */
    public static final class Broken extends Memory {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Availability availability() {
            throw new NoSuchMethodError("ping");
        }
    }
}
