package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Changes of a text at places that are known by their offsets; everything between stays as it is. Used by one thread. */
final class TextEdits {
    private final String text;
    private final NavigableMap<Integer, Edit> edits = new TreeMap<>();

    TextEdits(String text) {
        this.text = text;
    }

    private record Edit(int end, String replacement) {}

    String text() {
        return text;
    }

    void replace(int start, int end, String replacement) throws UnsuitableFileException {
        Edit edit = new Edit(end, replacement);
        Edit other = edits.put(start, edit);
        var before = edits.lowerEntry(start);
        var after = edits.higherKey(start);
        boolean overlaps = (before != null && before.getValue().end() > start) || (after != null && after < end);
        if (overlaps || (other != null && !other.equals(edit))) {
            throw new UnsuitableFileException("Two changes meet in one place, which has to be done by hand.");
        }
    }

    /** Returns what stands between the quotation marks of a scalar; only if it means what is written there. */
    String inner(Text scalar) throws UnsuitableFileException {
        int quote = scalar.isQuoted() ? 1 : 0;
        String inner = text.substring(scalar.start() + quote, scalar.end() - quote);
        if (!inner.equals(scalar.value())) {
            throw new UnsuitableFileException(
                    "A value that has to change is written in a way that is not understood here: over several lines, or"
                            + " with escaped characters.");
        }
        return inner;
    }

    /** Writes another value into a scalar, with its quotation marks. */
    void set(Text scalar, String value) throws UnsuitableFileException {
        String inner = inner(scalar);
        int quote = scalar.isQuoted() ? 1 : 0;
        if (!inner.equals(value)) {
            replace(scalar.start() + quote, scalar.end() - quote, value);
        }
    }

    /** Takes out an element of a mapping or list in block style: its lines. */
    void removeLines(int start, int end) throws UnsuitableFileException {
        int from = text.lastIndexOf('\n', start - 1) + 1;
        int to = text.indexOf('\n', end);
        if (!text.substring(from, start).matches("[ \uFEFF]*(- *)?")) {
            throw new UnsuitableFileException("A part that has to go shares its line with others.");
        }
        replace(from, to < 0 ? text.length() : to + 1, "");
    }

    String apply() {
        StringBuilder changed = new StringBuilder(text);
        edits.descendingMap().forEach((start, edit) -> changed.replace(start, edit.end(), edit.replacement()));
        return changed.toString();
    }
}
