package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.internal.configuration.Shell;
import io.github.pmmmigration.report.PlannedAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Actions of a hop whose source does not exist yet: its identifiers become variables that the commands read first. */
final class LaterHop {
    private static final String UNKNOWN_ID = "<id>";

    private final ContainerSnapshot source;
    /** What is known to the simulation only, and the variables in its place; the longest first. */
    private final Map<String, String> variables = new LinkedHashMap<>();

    LaterHop(ContainerSnapshot source) {
        this.source = source;
        variables.put(source.image().value(), "pmm_migration_image");
        variables.put(source.id().value(), "pmm_migration_source");
        variables.put(MigrationId.of(source.id()).value(), "pmm_migration_id");
    }

    PlannedAction of(PlannedAction action, boolean first) {
        return new PlannedAction(
                action.id(),
                action.phase(),
                withoutIds(action.description()),
                action.equivalentCommand().map(this::parameterised).map(command -> first ? read() + command : command),
                action.reversible(),
                action.hop());
    }

    private String withoutIds(String text) {
        return text.replace(source.id().value(), UNKNOWN_ID)
                .replace(MigrationId.of(source.id()).value(), UNKNOWN_ID);
    }

    private String read() {
        return String.join(
                "\n",
                "pmm_migration_source=$(" + inspect("{{.Id}}") + ")",
                "pmm_migration_image=$(" + inspect("{{.Image}}") + ")",
                "pmm_migration_id=$(printf %.12s \"$pmm_migration_source\")",
                "");
    }

    private String inspect(String template) {
        return Shell.join(List.of(
                "docker",
                "container",
                "inspect",
                "--format",
                template,
                source.name().value()));
    }

    /** Goes through the quotes of a shell, since a variable stands in each kind of them in another way. */
    private String parameterised(String command) {
        StringBuilder result = new StringBuilder();
        char quote = ' ';
        int position = 0;
        while (position < command.length()) {
            Optional<String> known = known(command, position);
            if (known.isPresent()) {
                result.append(reference(variables.getOrDefault(known.get(), ""), quote));
                position += known.get().length();
            } else {
                int end = Math.min(command.length(), position + length(command, position, quote));
                quote = end - position == 1 ? quoteAfter(command.charAt(position), quote) : quote;
                result.append(command, position, end);
                position = end;
            }
        }
        return result.toString();
    }

    private Optional<String> known(String command, int position) {
        return variables.keySet().stream()
                .filter(text -> command.startsWith(text, position))
                .findFirst();
    }

    /** Outside of single quotes a backslash takes the meaning from what follows. */
    private static int length(String command, int position, char quote) {
        return quote != '\'' && command.charAt(position) == '\\' ? 2 : 1;
    }

    private static char quoteAfter(char next, char quote) {
        if (next != '\'' && next != '"') {
            return quote;
        }
        if (quote == ' ') {
            return next;
        }
        return quote == next ? ' ' : quote;
    }

    private static String reference(String variable, char quote) {
        return switch (quote) {
            case '\'' -> "'\"$" + variable + "\"'";
            case '"' -> "${" + variable + "}";
            default -> "\"$" + variable + "\"";
        };
    }
}
