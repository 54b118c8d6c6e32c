package com.example.modular;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AvailableAdaptersTest {

    @Test
    void runsOnTheModulePath() {
        assertEquals("com.example.modular", AvailableAdapters.class.getModule().getName());
        assertEquals(
                "io.github.pmmmigration.core", ConfigDocument.class.getModule().getName());
    }

    @Test
    void findsTheEngineOnTheModulePath() {
        assertEquals(List.of("io.github.pmmmigration.docker"), AvailableAdapters.engines());
    }

    @Test
    void findsTheServerConnectorOnTheModulePath() {
        assertEquals(List.of("io.github.pmmmigration.grafana"), AvailableAdapters.servers());
    }
}
