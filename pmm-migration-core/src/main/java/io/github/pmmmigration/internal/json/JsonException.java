package io.github.pmmmigration.internal.json;

/**
 * Thrown when text is not JSON. The message names the position and what was expected there, never the text itself, which
 * may hold secrets.
 *
 * <p>Not meant to be shared between threads.
 *
 * @since 0.1
 */
public final class JsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int position;

    JsonException(String problem, String text, int position) {
        super("Not valid JSON: " + problem + " at " + place(text, position));
        this.position = position;
    }

    /** Returns the index in the text, counted from 0, at which reading stopped. */
    public int position() {
        return position;
    }

    private static String place(String text, int position) {
        String before = text.substring(0, position);
        long line = before.chars().filter(character -> character == '\n').count() + 1;
        int column = position - before.lastIndexOf('\n');
        return "line " + line + ", column " + column;
    }
}
