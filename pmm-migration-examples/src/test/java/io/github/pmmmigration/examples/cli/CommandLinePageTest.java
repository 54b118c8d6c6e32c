package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page of the command line has every command and option, in the words of {@code --help}. */
class CommandLinePageTest {
    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final String BEGIN = "<!-- as --help has it; -Dgolden.update=true writes it anew -->\n";

    @TempDir
    Path folder;

    @Test
    void hasEveryCommandAndOption() throws IOException {
        String page = Files.readString(PAGE);
        String prose = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String expected = prose + options();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void namesEveryCommand() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(commands().keySet().stream()
                        .map(name -> "| `" + name + "` |")
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void namesEveryExitCode(ExitCode code) throws IOException {
        assertThat(Files.readString(PAGE)).contains("| " + code.number() + " |");
    }

    /** Under each heading a table for every set of commands that has the same options. */
    private String options() {
        Map<String, Map<String, Set<String>>> sections = new LinkedHashMap<>();
        commands()
                .forEach((name, command) -> OptionSections.of(command)
                        .forEach((heading, options) ->
                                options.forEach(option -> sections.computeIfAbsent(heading, key -> new TreeMap<>())
                                        .computeIfAbsent(row(option), key -> new LinkedHashSet<>())
                                        .add(name))));
        return sections.entrySet().stream()
                .map(section -> "\n### " + section.getKey().replace("Options", "Of single commands") + "\n"
                        + tables(section.getValue()))
                .collect(Collectors.joining());
    }

    private String tables(Map<String, Set<String>> rows) {
        Map<String, String> tables = new LinkedHashMap<>();
        rows.forEach((row, users) -> tables.merge(list(users), row, String::concat));
        return tables.entrySet().stream()
                .map(table -> "\n" + table.getKey() + ":\n\n| option | |\n| --- | --- |\n" + table.getValue())
                .collect(Collectors.joining());
    }

    private String list(Set<String> names) {
        return names.size() == commands().size()
                ? "Every command"
                : names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String row(OptionSpec option) {
        String label =
                option.arity().max() == 0 ? "" : " " + option.paramLabel().replace("|", "\\|");
        String names = Stream.of(option.names()).collect(Collectors.joining(", "));
        return "| `" + names + label + "` | " + String.join(" ", option.description()) + " |\n";
    }

    private Map<String, CommandSpec> commands() {
        Map<String, CommandSpec> commands = new LinkedHashMap<>();
        CommandLine tool = PmmMigrate.commandLine(new Cli(folder).console(System.out, System.err), List.of());
        tool.getSubcommands().forEach((name, command) -> commands.put(name, command.getCommandSpec()));
        commands.remove("generate-completion");
        return commands;
    }
}
