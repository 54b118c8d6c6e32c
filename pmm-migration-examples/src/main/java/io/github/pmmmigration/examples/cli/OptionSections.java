package io.github.pmmmigration.examples.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Shows the options of a command by what they are about: first its own, last what all commands have. */
final class OptionSections {
    private static final String OWN = "Options";
    private static final String OUTPUT = "Output and help";

    /** The heading of each group of options, by the name of the field that mixes it in. */
    private static final Map<String, String> HEADINGS = headings();

    private OptionSections() {}

    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("target", "Where to, and how");
        headings.put("overrides", "The new container; everything else is carried over");
        headings.put("change", "While it runs");
        headings.put("gate", "While it runs");
        headings.put("engine", "Which server");
        headings.put("server", "Which server");
        headings.put("login", "Login");
        headings.put("file", OUTPUT);
        headings.put("output", OUTPUT);
        headings.put("mixinStandardHelpOptions", OUTPUT);
        return headings;
    }

    static void showIn(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionSections::render);
        command.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING);
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    }

    /** The options of a command, in the order of their headings. */
    static Map<String, List<OptionSpec>> of(CommandSpec command) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        sections.put(OWN, new ArrayList<>(command.options()));
        HEADINGS.values().forEach(heading -> sections.put(heading, new ArrayList<>()));
        HEADINGS.forEach((field, heading) -> {
            CommandSpec mixin = command.mixins().get(field);
            if (mixin != null) {
                mixin.options().forEach(option -> move(option.longestName(), sections, heading));
            }
        });
        sections.values().forEach(options -> options.sort(Comparator.comparing(OptionSpec::longestName)));
        sections.values().removeIf(List::isEmpty);
        return sections;
    }

    private static void move(String name, Map<String, List<OptionSpec>> sections, String heading) {
        List<OptionSpec> own = sections.getOrDefault(OWN, List.of());
        own.stream()
                .filter(option -> option.longestName().equals(name))
                .findFirst()
                .ifPresent(option -> {
                    own.remove(option);
                    sections.getOrDefault(heading, own).add(option);
                });
    }

    private static String render(Help help) {
        StringBuilder text = new StringBuilder();
        of(help.commandSpec()).forEach((heading, options) -> {
            Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(String.format("%n%s:%n", heading)).append(layout);
        });
        return text.toString();
    }
}
