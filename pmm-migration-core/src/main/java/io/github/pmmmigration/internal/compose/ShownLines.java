package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Items;
import io.github.pmmmigration.internal.compose.YamlNode.Pair;
import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import io.github.pmmmigration.internal.configuration.Redaction;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a file as they may be shown: values that may be secrets are hidden, whatever is written on a line. */
final class ShownLines {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)([\"']?\\s*(?:=|:\\s)\\s*)(\\S.*)");
    private static final Pattern PLAIN_COMMAND = Pattern.compile("[\\w\\s./:\\[\\]|&>\"-]*");
    private static final Pattern PRIVATE =
            Pattern.compile("(?i).*( -u|user|pass|token|auth|secret|key).*", Pattern.DOTALL);

    private static final Set<String> OPEN_KEYS = Set.of(
            "image",
            "container_name",
            "hostname",
            "restart",
            "profiles",
            "version",
            "name",
            "ports",
            "expose",
            "target",
            "published",
            "host_ip",
            "protocol",
            "mode",
            "type",
            "source",
            "volumes",
            "volumes_from",
            "networks",
            "aliases",
            "stop_grace_period",
            "env_file",
            "path",
            "required",
            "include",
            "extends",
            "service",
            "file",
            "depends_on",
            "condition",
            "external",
            "driver",
            "interval",
            "timeout",
            "retries",
            "start_period",
            "disable",
            "replicas",
            "network_mode",
            "user",
            "read_only",
            "init",
            "platform",
            "pull_policy",
            "<<");

    private final String text;
    private final NavigableMap<Integer, Integer> hidden = new TreeMap<>();

    private ShownLines(String text) {
        this.text = text;
    }

    /** Returns the lines of a Compose file, or of a file of variables if it cannot be read as one. */
    static List<String> of(String text) {
        ShownLines shown = new ShownLines(text);
        try {
            shown.hide("", YamlParser.parse(text));
        } catch (UnsuitableFileException e) {
            return text.lines().map(ShownLines::variable).toList();
        }
        return shown.masked().lines().map(ShownLines::comment).toList();
    }

    private void hide(String key, YamlNode node) {
        if (node instanceof Table table) {
            for (Pair pair : table.pairs()) {
                String inner = pair.key().value();
                boolean variables = Set.of("environment", "labels", "args", "options", "driver_opts")
                        .contains(key);
                hide(variables ? "\0" + inner : inner, pair.value());
            }
        } else if (node instanceof Items items) {
            items.items().forEach(item -> hide(key, item));
        } else if (node instanceof Text value) {
            hide(key, value);
        }
    }

    private void hide(String key, Text value) {
        if (key.equals("environment") && value.value().indexOf('=') > 0) {
            String name = value.value().substring(0, value.value().indexOf('='));
            int equals = text.indexOf('=', value.start());
            if (!Redaction.isHarmless(name)) {
                hidden.put(equals + 1, value.end() - (value.isQuoted() ? 1 : 0));
            }
            return;
        }
        String name = key.startsWith("\0") ? key.substring(1) : key;
        boolean open = Redaction.isHarmless(name) || (!key.startsWith("\0") && OPEN_KEYS.contains(key));
        boolean ofPmm =
                value.value().matches("[\\w./:@-]*pmm-server[\\w./:@-]*|[0-9.\\[\\]:]*:(443|80|8443|8080)(/tcp)?");
        boolean plain = key.equals("test")
                && PLAIN_COMMAND.matcher(value.value()).matches()
                && !PRIVATE.matcher(value.value()).matches();
        if (!open && !ofPmm && !plain && !value.isNull() && !key.equals("environment")) {
            hidden.put(value.start(), value.end());
        }
    }

    private String masked() {
        StringBuilder masked = new StringBuilder(text);
        hidden.descendingMap().forEach((start, end) -> {
            String raw = text.substring(start, end);
            int first = raw.indexOf('\n');
            String rest =
                    first < 0 ? "" : raw.substring(first).replaceAll("(?m)^([ \\t]*)\\S.*$", "$1" + Redaction.HIDDEN);
            masked.replace(start, end, raw.isEmpty() ? "" : Redaction.HIDDEN + rest);
        });
        return masked.toString();
    }

    /** A comment may hold a variable that was set once. */
    private static String comment(String line) {
        int mark = line.indexOf('#');
        return mark < 0 ? line : line.substring(0, mark) + variable(line.substring(mark));
    }

    private static String variable(String line) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (!assignment.find()
                || Redaction.isHarmless(assignment.group(1))
                || OPEN_KEYS.contains(assignment.group(1))) {
            return line;
        }
        return line.substring(0, assignment.start(3)) + Redaction.HIDDEN;
    }
}
