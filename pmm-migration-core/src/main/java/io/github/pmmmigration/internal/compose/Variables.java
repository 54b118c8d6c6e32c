package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.configuration.EnvironmentTranslation;
import io.github.pmmmigration.internal.configuration.Redaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What becomes of the variables, and which of them were found in the files. Used by one thread for one edit. */
final class Variables {
    private static final Pattern LINE = Pattern.compile(
            "(?m)^([ \\t]*(?:export[ \\t]+)?)([A-Za-z_][A-Za-z0-9_.-]*)([ \\t]*[=:][ \\t]*)([^\\r\\n]*)(\\r?\\n|\\z)");

    private final ComposeChange change;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> users = new HashSet<>();
    private final Set<String> found = new HashSet<>();
    private final Map<String, String> newNames = new HashMap<>();

    Variables(ComposeChange change) {
        this.change = change;
        change.container().environment().stream()
                .filter(entry -> entry.indexOf('=') > 0)
                .forEach(entry -> {
                    int equals = entry.indexOf('=');
                    values.put(entry.substring(0, equals), entry.substring(equals + 1));
                    if (!change.container().defaults().contains(entry)) {
                        users.add(entry.substring(0, equals));
                    }
                });
    }

    /**
     * What an entry becomes.
     *
     * @param value its value, if that is another one than before
     */
    record Now(String name, Optional<String> value) {}

    /**
     * Returns what an entry becomes, or nothing when it has to go.
     *
     * @param written its value as the file has it; null when it has none, so that Compose takes it from its own environment
     */
    Optional<Now> now(String name, @Nullable String written) throws UnsuitableFileException {
        found.add(name);
        if (written == null && !values.containsKey(name)) {
            return Optional.of(new Now(name, Optional.empty()));
        }
        String known = values.getOrDefault(name, written == null ? "" : written);
        boolean unknown = !values.containsKey(name) && known.indexOf('$') >= 0;
        List<String> treated = treatment(name, known);
        treated = treated.isEmpty() && unknown ? treatment(name, "true") : treated;
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
        String other = newNames.putIfAbsent(newName, name);
        if (other != null && !other.equals(name)) {
            throw new UnsuitableFileException("Several variables become " + newName + ".");
        }
        if (value.equals(known)) {
            return Optional.of(new Now(newName, Optional.empty()));
        }
        if (!Redaction.isHarmless(newName)) {
            throw new UnsuitableFileException("The value of " + name + " has to change, which has to be done by hand.");
        }
        return Optional.of(new Now(newName, Optional.of(known(name, written, newName, value))));
    }

    /** A container that was migrated already has the new variable, with the value that the old one comes to. */
    private String known(String name, @Nullable String written, String newName, String value)
            throws UnsuitableFileException {
        if (values.containsKey(name) || written == null || written.indexOf('$') < 0) {
            return value;
        }
        String known = values.get(newName);
        if (known == null) {
            throw new UnsuitableFileException(
                    "The value of " + name + " is not known, as the container has no such variable.");
        }
        return known;
    }

    private List<String> treatment(String name, String value) {
        return EnvironmentTranslation.translate(List.of(name + "=" + value), change.rules())
                .environment();
    }

    private boolean changes(String name, String value) {
        return !treatment(name, value).equals(List.of(name + "=" + value));
    }

    /** Returns the names of what the user gave the container and has to change, but was not found. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        for (String name : users) {
            if (!found.contains(name) && changes(name, values.getOrDefault(name, ""))) {
                missing.add(name);
            }
        }
        return missing;
    }

    /** Returns the text of an {@code env_file} as it has to be. */
    String envFile(String text) throws UnsuitableFileException {
        Matcher line = LINE.matcher(text);
        StringBuilder changed = new StringBuilder();
        int from = 0;
        while (line.find()) {
            String name = line.group(2);
            String known = values.getOrDefault(name, line.group(4));
            if (!changes(name, known)) {
                found.add(name);
                continue;
            }
            Optional<Now> now = now(name, line.group(4));
            changed.append(text, from, line.start());
            now.ifPresent(entry -> changed.append(line.group(1))
                    .append(entry.name())
                    .append(line.group(3))
                    .append(entry.value().orElse(line.group(4)))
                    .append(line.group(5)));
            from = line.end();
        }
        return changed.append(text.substring(from)).toString();
    }

    /** Readers of YAML differ in what they make of these when no quotation marks stand around them. */
    private static boolean isWord(String value) {
        return value.matches("(?i)null|true|false|yes|no|on|off|y|n");
    }

    /** The file and the container must say the same, where both can be compared. */
    void expectAgreement(Map<String, YamlNode.Text> written) throws UnsuitableFileException {
        if (change.container().image().isEmpty()) {
            return;
        }
        for (Map.Entry<String, YamlNode.Text> entry : written.entrySet()) {
            String value = entry.getValue().value();
            String seen = values.get(entry.getKey());
            boolean comparable = value.indexOf('$') < 0
                    && (entry.getValue().isQuoted()
                            || (entry.getValue().style() == ' ' && value.matches("[A-Za-z/_].*") && !isWord(value)));
            if (comparable && !value.equals(seen)) {
                throw new UnsuitableFileException("The file gives " + entry.getKey()
                        + " another value than the container has: the file was changed since the container was made from"
                        + " it.");
            }
        }
    }
}
