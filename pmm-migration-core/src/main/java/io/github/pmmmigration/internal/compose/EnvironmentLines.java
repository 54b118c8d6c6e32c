package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.configuration.EnvironmentTranslation;
import io.github.pmmmigration.internal.configuration.Redaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment of a service, as a list or as a map; only names, and values whose sense turns round, are touched. */
final class EnvironmentLines {
    private static final Pattern ITEM = Pattern.compile("(\\s*- +)(.*)");
    private static final Pattern ENTRY = Pattern.compile("( *)(\"[^\"]+\"|'[^']+'|[^\\s:#\"'-][^\\s:]*)(\\s*:)( .*|)");

    private final ComposeLines lines;
    private final ComposeChange change;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> found = new HashSet<>();
    private final Set<String> newNames = new HashSet<>();

    EnvironmentLines(ComposeLines lines, ComposeChange change) {
        this.lines = lines;
        this.change = change;
        change.environment().forEach(entry -> {
            int equals = Math.max(0, entry.indexOf('='));
            values.put(entry.substring(0, equals), entry.substring(equals + 1));
        });
    }

    void edit() throws UnsuitableFileException {
        Optional<ComposeLines.Key> environment = lines.key("environment");
        if (environment.isPresent() && !environment.get().rest().matches("[\\[{].*")) {
            edit(environment.get());
        }
        for (String name : values.keySet()) {
            if (!found.contains(name) && !treatment(name).equals(List.of(name + "=" + values.get(name)))) {
                throw new UnsuitableFileException(
                        "The variable " + name
                                + " has to change, but is not set on a line of its own: rather in an env_file, or in another file.");
            }
        }
    }

    private void edit(ComposeLines.Key environment) throws UnsuitableFileException {
        if (!Scalar.parse(environment.rest()).value().isEmpty()) {
            throw new UnsuitableFileException("The environment is not on lines of its own.");
        }
        List<Integer> entries = entries(environment);
        boolean any = false;
        for (int i = entries.size() - 1; i >= 0; i--) {
            boolean kept = edit(entries.get(i));
            if (!kept) {
                int next = i + 1 < entries.size() ? entries.get(i + 1) : lines.endOf(environment);
                lines.remove(entries.get(i), next);
                shift(entries, i, next - entries.get(i));
            }
            any |= kept;
        }
        if (!any) {
            lines.remove(environment.index(), environment.index() + 1);
        }
    }

    private static void shift(List<Integer> entries, int removed, int count) {
        for (int i = removed + 1; i < entries.size(); i++) {
            entries.set(i, entries.get(i) - count);
        }
    }

    /** Returns where entries begin; lines with more indentation go on with the one before. */
    private List<Integer> entries(ComposeLines.Key environment) {
        List<Integer> entries = new ArrayList<>();
        int indent = -1;
        for (int i = environment.index() + 1; i < lines.endOf(environment); i++) {
            String line = lines.line(i);
            if (ComposeLines.isContent(line)) {
                indent = indent < 0 ? ComposeLines.indent(line) : indent;
                if (ComposeLines.indent(line) == indent) {
                    entries.add(i);
                }
            }
        }
        return entries;
    }

    /** Returns whether the entry stays. */
    private boolean edit(int index) throws UnsuitableFileException {
        Matcher item = ITEM.matcher(lines.line(index));
        if (item.matches()) {
            Scalar scalar = Scalar.parse(item.group(2));
            int equals = scalar.value().indexOf('=');
            String name = equals < 0 ? scalar.value() : scalar.value().substring(0, equals);
            String value = equals < 0 ? "" : scalar.value().substring(equals + 1);
            Optional<String> now = now(name, equals < 0 ? "${" + name + "}" : value);
            now.filter(text -> !text.startsWith(name + "="))
                    .ifPresent(text -> lines.set(index, item.group(1) + scalar.with(text)));
            return now.isPresent();
        }
        Matcher entry = ENTRY.matcher(lines.line(index));
        if (!entry.matches()) {
            throw new UnsuitableFileException("A line of the environment is not understood.");
        }
        return editEntry(index, entry);
    }

    private boolean editEntry(int index, Matcher entry) throws UnsuitableFileException {
        Scalar name = Scalar.parse(entry.group(2));
        boolean unset = entry.group(4).strip().isEmpty();
        Optional<String> now = now(name.value(), unset ? "${" + name.value() + "}" : "\u0001");
        if (now.isEmpty() || now.get().startsWith(name.value() + "=")) {
            return now.isPresent();
        }
        int equals = now.get().indexOf('=');
        String value = now.get().substring(equals + 1);
        String written = value.equals("\u0001") ? entry.group(4) : " \"" + value + "\"";
        lines.set(index, entry.group(1) + name.with(now.get().substring(0, equals)) + entry.group(3) + written);
        return true;
    }

    /** Returns the new entry: with the value as it is written in the file, unless its sense turns round. */
    private Optional<String> now(String name, String written) throws UnsuitableFileException {
        found.add(name);
        List<String> treated = treatment(name);
        if (treated.size() > 1) {
            throw new UnsuitableFileException(
                    "The variable " + name + " becomes several, which has to be done by hand.");
        }
        if (treated.isEmpty()) {
            return Optional.empty();
        }
        int equals = treated.get(0).indexOf('=');
        String newName = treated.get(0).substring(0, equals);
        String value = treated.get(0).substring(equals + 1);
        if (!newNames.add(newName)) {
            throw new UnsuitableFileException("Several variables become " + newName + ".");
        }
        boolean same = value.equals(values.getOrDefault(name, value));
        if (!same && !Redaction.isHarmless(newName)) {
            throw new UnsuitableFileException("The value of " + name + " has to change, which has to be done by hand.");
        }
        return Optional.of(newName + "=" + (same ? written : value));
    }

    private List<String> treatment(String name) {
        String value = values.getOrDefault(name, "");
        return EnvironmentTranslation.translate(List.of(name + "=" + value), change.rules())
                .environment();
    }
}
