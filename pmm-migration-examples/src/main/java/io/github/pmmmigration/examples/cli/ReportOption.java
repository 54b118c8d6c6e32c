package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.report.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes the report to a file too. */
final class ReportOption {
    private static final Map<String, Function<MigrationReport, String>> FORMATS = Map.of(
            "json", MigrationReport::toJson,
            "md", MigrationReport::toMarkdown,
            "html", MigrationReport::toHtml,
            "txt", MigrationReport::toText);

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the report to a file too: .html, .md, .json or .txt by its ending.")
    private @Nullable Path file;

    /** Refuses what could not be written later. */
    void check(Console console) {
        if (file == null) {
            return;
        }
        if (!FORMATS.containsKey(ending(file))) {
            throw new UsageException(
                    "The report " + file + " has an ending that says nothing.", "Use .html, .md, .json or .txt.");
        }
        Path folder = console.resolve(file).toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UsageException("The report " + file + " cannot be written there.", "Give a folder that exists.");
        }
    }

    void write(MigrationReport report, Console console) {
        if (file == null) {
            return;
        }
        Path target = console.resolve(file);
        try {
            Files.writeString(
                    target,
                    FORMATS.getOrDefault(ending(file), MigrationReport::toText).apply(report));
        } catch (IOException e) {
            console.err().println("The report " + target + " could not be written: " + e.getMessage());
        }
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
