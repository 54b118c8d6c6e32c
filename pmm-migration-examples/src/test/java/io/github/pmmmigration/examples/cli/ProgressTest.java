package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.event.ActionProgressed;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.event.MigrationStarted;
import io.github.pmmmigration.step.Phase;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T09:30:00Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String show(boolean terminal, Map<String, String> environment) {
        Console console = new Console(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                InputStream.nullInputStream(),
                environment,
                Path.of(""),
                terminal,
                name -> Simulation.of(name, Duration.ZERO),
                reaction -> () -> {});
        Progress progress = new Progress(console, new OutputOptions());
        progress.on(new MigrationStarted(BEGIN, new MigrationId("4f5a1b2c3d4e"), "pmm-server"));
        progress.on(new ActionStarted(
                BEGIN.plusSeconds(1), Phase.PREPARE_REPLACEMENT, "pull-image", "pull \u001b[31mimage"));
        progress.on(new ActionProgressed(BEGIN.plusSeconds(40), "pull-image", 30, 120, "bytes", ""));
        progress.on(new ActionFinished(
                BEGIN.plusSeconds(75), Phase.PREPARE_REPLACEMENT, "pull-image", true, Duration.ofSeconds(74)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesOneLineForEachActionWithItsTime() {
        String shown = show(false, Map.of());

        assertThat(shown.lines()).last().isEqualTo("  1:15   1 min 14 s  Pull [31mimage");
    }

    @Test
    void tellsNowAndThenHowFarALongActionIs() {
        assertThat(show(false, Map.of())).contains("[#####...............]  25 % of 120 B");
    }

    @Test
    void controlsNothingWhereThereIsNoTerminal() {
        assertThat(show(false, Map.of())).doesNotContain("\u001b", "\r");
    }

    @Test
    void drawsABarOnATerminal() {
        assertThat(show(true, Map.of())).contains("\r\u001b[2K", "[#####....");
    }

    @Test
    void respectsTheWishForNoColour() {
        assertThat(show(true, Map.of("NO_COLOR", "1"))).doesNotContain("\u001b[2m");
    }
}
