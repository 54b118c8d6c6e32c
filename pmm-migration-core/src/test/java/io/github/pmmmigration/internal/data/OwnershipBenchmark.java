package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Prints what the ownership of many files costs; {@code -Dfiles=} says how many, a million otherwise. Wants root. */
final class OwnershipBenchmark {
    private static final int FILES = Integer.getInteger("files", 1_000_000);
    private static final int FOLDERS = 1_000;

    @Test
    void recordsChangesAndPutsBackOwners() throws IOException {
        Assumptions.assumeTrue(Sandbox.root(), "only root can change owners");
        try (Sandbox sandbox = Sandbox.create()) {
            fill(sandbox);

            Sandbox.Run there = timed(
                    "recorded and changed",
                    () -> sandbox.run(HelperCommand.prepare("stop-1", DataOwner.pmm3(), DataMode.NO_BACKUP)));
            Path manifest = sandbox.records.resolve("manifest.gz");
            System.out.println("Ownership: manifest of " + there.output().count("owned") + " entries, "
                    + Files.size(manifest) / 1_000 + " kB");
            assertThat(there.output().count("owned")).isGreaterThanOrEqualTo(FILES);
            assertThat(foreign(sandbox)).isEmpty();
            Sandbox.Run back = timed("put back", () -> sandbox.run(HelperCommand.restoreOwnership()));

            assertThat(back.output().count("restored")).isEqualTo(there.output().count("owned"));
        }
    }

    /** Three owners, and a newline and a byte that is no UTF-8 in one name of each folder. */
    private static void fill(Sandbox sandbox) throws IOException {
        sandbox.shell("i=0; while [ $i -lt " + FOLDERS + " ]; do mkdir d$i; (cd d$i && seq " + FILES / FOLDERS
                + " | xargs touch && touch \"$(printf 'new\\nline-\\377')\" && chown -R $((26 + i % 3)):26 .)"
                + "; i=$((i+1)); done; chown 26:26 .");
    }

    private static String foreign(Sandbox sandbox) throws IOException {
        Process find =
                new ProcessBuilder("find", sandbox.srv.toString(), "!", "-uid", "1000", "-print", "-quit").start();
        return new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Sandbox.Run timed(String what, Supplier<Sandbox.Run> work) {
        long start = System.nanoTime();
        Sandbox.Run run = work.get().mustSucceed();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(Locale.ROOT, "Ownership: %s in %.1f s%n", what, time.toMillis() / 1000.0);
        return run;
    }
}
