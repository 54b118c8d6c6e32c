package io.github.pmmmigration.internal.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a Compose file, and where one service stands in them. Used by one thread for one edit. */
final class ComposeLines {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9_.-]+|\"[^\"]*\"|'[^']*'):(?: +(.*)|)");
    private static final Pattern MERGED = Pattern.compile("^\\s*(<<:|- \\*|include:|.*: \\*).*");

    private final List<String> lines;
    private final String end;
    private int first;
    private int last;

    /** A line {@code key: rest}; {@code index} is its place among the lines. */
    record Key(int index, int indent, String name, String rest) {}

    private ComposeLines(List<String> lines, String end) {
        this.lines = new ArrayList<>(lines);
        this.end = end;
    }

    static ComposeLines of(String text, String service) throws UnsuitableFileException {
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        ComposeLines lines = new ComposeLines(List.of(text.split("\\r?\\n", -1)), end);
        Key services = lines.find("services", 0, lines.lines.size())
                .orElseThrow(
                        () -> new UnsuitableFileException("The file has no 'services' at its beginning of lines."));
        lines.enter(services);
        Key own = lines.find(service, lines.first, lines.last)
                .orElseThrow(() -> new UnsuitableFileException("The file has no service '" + service + "'."));
        lines.enter(own);
        lines.refuseMerging();
        return lines;
    }

    /** Narrows the view to what belongs to a key. */
    private void enter(Key key) throws UnsuitableFileException {
        if (!Scalar.parse(key.rest()).value().isEmpty()) {
            throw new UnsuitableFileException("What belongs to '" + key.name() + "' is not on lines of its own.");
        }
        first = key.index() + 1;
        last = endOf(key);
    }

    private void refuseMerging() throws UnsuitableFileException {
        for (String line : lines.subList(first, last)) {
            if (MERGED.matcher(line).matches()) {
                throw new UnsuitableFileException("The service takes over parts of others by anchors.");
            }
            if (line.startsWith("\t")) {
                throw new UnsuitableFileException("The file is indented with tabs.");
            }
        }
    }

    /** Finds a key among those with the least indentation in these lines. */
    private Optional<Key> find(String name, int from, int to) {
        int level = -1;
        for (int i = from; i < to; i++) {
            if (isContent(lines.get(i)) && level < 0) {
                level = indent(lines.get(i));
            }
            Optional<Key> key = parse(i);
            if (key.isPresent()
                    && key.get().indent() == level
                    && key.get().name().equals(name)) {
                return key;
            }
        }
        return Optional.empty();
    }

    /** Returns a key of the service. */
    Optional<Key> key(String name) {
        return find(name, first, last);
    }

    Optional<Key> parse(int index) {
        Matcher matcher = KEY.matcher(lines.get(index));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(2).replaceAll("^[\"']|[\"']$", "");
        String rest = matcher.group(3);
        return Optional.of(new Key(index, matcher.group(1).length(), name, rest == null ? "" : rest));
    }

    /** Returns the index after the last line that belongs to a key; a list may stand as far left as its key. */
    int endOf(Key key) {
        int after = key.index() + 1;
        for (int i = after; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean belongs = indent(line) > key.indent()
                    || (indent(line) == key.indent() && line.strip().startsWith("- "));
            if (isContent(line) && !belongs) {
                return after;
            }
            after = isContent(line) ? i + 1 : after;
        }
        return after;
    }

    List<String> block(Key key) {
        return List.copyOf(lines.subList(key.index() + 1, endOf(key)));
    }

    String line(int index) {
        return lines.get(index);
    }

    void set(int index, String line) {
        lines.set(index, line);
    }

    void remove(int from, int to) {
        lines.subList(from, to).clear();
        last -= to - from;
    }

    /** Writes another value behind a key. */
    void replace(Key key, String rest) {
        String line = lines.get(key.index());
        lines.set(key.index(), line.substring(0, line.length() - key.rest().length()) + rest);
    }

    static boolean isContent(String line) {
        String text = line.strip();
        return !text.isEmpty() && !text.startsWith("#");
    }

    static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    String text() {
        return String.join(end, lines);
    }
}
