package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.examples.bed.PackedTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One run of the packed tool as a process of its own, with a journal that tells how far it is. */
final class ToolProcess {
    private final Process process;
    private final Path out;
    private final Path err;
    private final Path journal;

    private ToolProcess(Process process, Path stem) {
        this.process = process;
        this.out = sibling(stem, "out");
        this.err = sibling(stem, "err");
        this.journal = sibling(stem, "journal");
    }

    static ToolProcess start(PackedTool tool, Path folder, String command, String... options) throws IOException {
        Path stem = folder.resolve(UUID.randomUUID().toString());
        List<String> given = new ArrayList<>(List.of(options));
        if (!command.equals("status")) {
            given.add("--yes");
        }
        if (!command.equals("status") && !given.contains("--journal")) {
            given.addAll(List.of("--journal", sibling(stem, "journal").toString()));
        }
        return new ToolProcess(tool.start(command, given, sibling(stem, "out"), sibling(stem, "err")), stem);
    }

    private static Path sibling(Path stem, String ending) {
        return stem.resolveSibling(stem.getFileName() + "." + ending);
    }

    /** Returns the descriptions of the actions that were begun so far. */
    List<String> begun() throws IOException {
        if (Files.notExists(journal)) {
            return List.of();
        }
        String text = Files.readString(journal);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(ConfigDocument::parse)
                .filter(line -> line.text("/kind").orElse("").equals("action-started"))
                .map(line -> line.text("/description").orElse(""))
                .toList();
    }

    /** Waits until what was begun is as wanted; returns false when the process ended before. */
    boolean awaitBegun(Predicate<List<String>> wanted) throws Exception {
        while (!wanted.test(begun())) {
            if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
                return wanted.test(begun());
            }
        }
        return true;
    }

    /** Lets it run for so long; returns false when it ended before. */
    boolean runsFor(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends it as no program can prevent; returns false when it had ended by itself. */
    boolean kill() throws InterruptedException {
        boolean alive = process.isAlive();
        process.destroyForcibly();
        process.waitFor();
        return alive && process.exitValue() == 128 + 9;
    }

    /** Asks it to stop, as Ctrl-C does. */
    void terminate() {
        process.destroy();
    }

    long pid() {
        return process.pid();
    }

    PackedTool.Answer await() throws Exception {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        PackedTool.Answer answer =
                new PackedTool.Answer(process.waitFor(), Files.readString(out), Files.readString(err));
        assertThat(answer.err()).doesNotContain("\tat ");
        return answer;
    }
}
