package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.report.PreviewData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A preview on disk, with the options that led to it. Values of variables may be secrets, so {@code --set-env} is not kept and
 * has to be given again; the fingerprint notices when it was not.
 */
final class PlanFile {
    private static final Set<String> NOT_KEPT = Set.of(
            "--set-env",
            "--upgrade",
            "--out",
            "--json",
            "--plain",
            "--quiet",
            "--no-color",
            "--debug",
            "--user",
            "--password-env",
            "--password-file",
            "--token-env");

    private PlanFile() {}

    static void write(Path file, PreviewData preview, ParseResult options) {
        String json = ConfigDocument.parse(preview.toJson())
                .with("/arguments", arguments(options))
                .toPrettyJson();
        try {
            Files.writeString(file, json + "\n");
        } catch (IOException e) {
            throw new UsageException("The plan " + file + " cannot be written.", "Give another --out FILE.");
        }
    }

    private static List<String> arguments(ParseResult options) {
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : options.matchedOptions()) {
            if (!NOT_KEPT.contains(option.longestName())) {
                boolean flag = option.arity().max() == 0;
                Stream<String> values = flag ? Stream.of("") : option.originalStringValues().stream();
                values.forEach(value -> arguments.add(option.longestName() + (flag ? "" : "=" + value)));
            }
        }
        return arguments;
    }

    static String fingerprint(Path file) {
        return read(file).text("/fingerprint").filter(text -> !text.isEmpty()).orElseThrow(() -> noPlan(file));
    }

    /** Puts the options of the plan in front of those of the command line. */
    static List<String> expand(List<String> arguments, Console console) {
        int command = Math.max(arguments.indexOf("migrate"), arguments.indexOf("upgrade-server"));
        int option = arguments.indexOf("--plan");
        List<String> inline = arguments.stream()
                .filter(argument -> argument.startsWith("--plan="))
                .map(argument -> argument.substring("--plan=".length()))
                .toList();
        boolean separate = option >= 0 && option + 1 < arguments.size();
        if (command < 0 || !(separate || !inline.isEmpty())) {
            return arguments;
        }
        Path file = console.resolve(Path.of(separate ? arguments.get(option + 1) : inline.get(0)));
        List<String> expanded = new ArrayList<>(arguments);
        expanded.addAll(command + 1, read(file).texts("/arguments"));
        return expanded;
    }

    private static ConfigDocument read(Path file) {
        try {
            ConfigDocument document = ConfigDocument.parse(Files.readString(file));
            if (!document.text("/schema").orElse("").startsWith("pmm-migration-preview/")) {
                throw noPlan(file);
            }
            return document;
        } catch (IOException | IllegalArgumentException e) {
            throw noPlan(file);
        }
    }

    private static UsageException noPlan(Path file) {
        return new UsageException(
                "The file " + file + " is not a plan.", "Make one with: pmm-migrate plan --out " + file.getFileName());
    }
}
