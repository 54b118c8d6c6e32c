package io.github.pmmmigration.internal.json;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one tree, once. */
final class JsonPrinter {

    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private int depth;

    private JsonPrinter(boolean pretty) {
        this.pretty = pretty;
    }

    static String compact(@Nullable Object tree) {
        return new JsonPrinter(false).print(tree);
    }

    static String pretty(@Nullable Object tree) {
        return new JsonPrinter(true).print(tree);
    }

    private String print(@Nullable Object tree) {
        append(tree);
        return out.toString();
    }

    private void append(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            appendMembers(map);
        } else if (value instanceof Collection<?> elements) {
            appendElements(elements);
        } else if (value instanceof String string) {
            appendString(string);
        } else {
            out.append(value == null ? JsonNull.NULL : Json.scalar(value));
        }
    }

    private void appendMembers(Map<?, ?> members) {
        open('{');
        String separator = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.append(separator);
            separator = ",";
            breakLine();
            appendString(Json.checkedKey(member.getKey()));
            out.append(pretty ? ": " : ":");
            append(member.getValue());
        }
        close('}', members.isEmpty());
    }

    private void appendElements(Collection<?> elements) {
        open('[');
        String separator = "";
        for (Object element : elements) {
            out.append(separator);
            separator = ",";
            breakLine();
            append(element);
        }
        close(']', elements.isEmpty());
    }

    private void open(char bracket) {
        depth = Json.checkedDepth(depth + 1);
        out.append(bracket);
    }

    private void close(char bracket, boolean empty) {
        depth--;
        if (!empty) {
            breakLine();
        }
        out.append(bracket);
    }

    private void breakLine() {
        if (pretty) {
            out.append('\n').append(INDENT.repeat(depth));
        }
    }

    private void appendString(String string) {
        out.append('"');
        int copied = 0;
        for (int index = 0; index < string.length(); index++) {
            if (needsEscape(string, index)) {
                out.append(string, copied, index);
                appendEscaped(string.charAt(index));
                copied = index + 1;
            }
        }
        out.append(string, copied, string.length()).append('"');
    }

    private void appendEscaped(char character) {
        switch (character) {
            case '"', '\\' -> out.append('\\').append(character);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> appendCode(character);
        }
    }

    /** Control characters, the line ends of JavaScript, and half a surrogate pair, which no encoding would carry. */
    private static boolean needsEscape(String string, int index) {
        char character = string.charAt(index);
        if (character < 0x80) {
            return character < ' ' || character == '"' || character == '\\';
        }
        if (Character.isHighSurrogate(character)) {
            return index + 1 == string.length() || !Character.isLowSurrogate(string.charAt(index + 1));
        }
        if (Character.isLowSurrogate(character)) {
            return index == 0 || !Character.isHighSurrogate(string.charAt(index - 1));
        }
        return character == '\u2028' || character == '\u2029';
    }

    private void appendCode(char character) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(character >> shift & 0xf, 16));
        }
    }
}
