package io.github.pmmmigration.internal.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.internal.configuration.Derivation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsideProbeTest {
    @Test
    void handsPathsOverAsArgumentsAndNeverAsScript() {
        Command command = InsideProbe.command(Derivation.ofPmm2()
                .with("/Mounts/-", Derivation.volumeMount("x", "/a b';rm -rf \"$HOME\""))
                .source());

        assertThat(command.arguments()).endsWith("/srv/nginx", "/a b';rm -rf \"$HOME\"");
        assertThat(command.arguments().get(2)).doesNotContain("rm -rf");
        assertThat(command.user()).contains("0");
    }

    @Test
    void readsFactsAndIgnoresNoise() {
        Map<String, String> facts = InsideProbe.parse("srv.size=12\nnoise\n=x\nfile:/a=b/c.key=0:0:600\nempty=\n");

        assertThat(facts).isEqualTo(Map.of("srv.size", "12", "file:/a=b/c.key", "0:0:600", "empty", ""));
    }

    @Test
    void tellsFactsOfTheMachineItRunsOn(@TempDir Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.isReadable(Path.of("/proc/meminfo")));
        Path file = Files.writeString(folder.resolve("a b=c"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());
        Files.createSymbolicLink(folder.resolve("broken"), Path.of("nowhere"));
        List<String> arguments = new ArrayList<>(
                InsideProbe.command(Derivation.ofPmm2().source()).arguments());
        arguments.add(folder.toString());

        Process process = new ProcessBuilder(arguments).start();
        Map<String, String> facts =
                InsideProbe.parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));

        assertThat(process.waitFor()).isZero();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(facts.get(InsideProbe.CLOCK)).matches("[0-9]{10,}");
        assertThat(facts.get(InsideProbe.MEMORY)).matches("[0-9]+");
        assertThat(facts.get(InsideProbe.ROOT_FREE)).matches("[0-9]+");
        assertThat(facts.get(InsideProbe.FILE + file)).matches("[0-9]+:[0-9]+:[0-7]+");
        assertThat(facts.get(InsideProbe.FILE + link)).isEqualTo(facts.get(InsideProbe.FILE + file));
        assertThat(facts).containsKeys(InsideProbe.DISTRIBUTION, InsideProbe.PG_VERSION);
    }
}
