package io.github.pmmmigration.internal.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one text from front to back, once. */
final class JsonParser {

    private static final char END = '\0';

    private final String text;
    private int position;
    private int depth;

    private JsonParser(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        JsonParser parser = new JsonParser(text);
        Object value = parser.value();
        parser.skipSpace();
        if (parser.position < text.length()) {
            throw parser.expected("the end");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", JsonNull.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw expected("a value");
        };
    }

    private Map<String, Object> object() {
        enter();
        Map<String, Object> members = new LinkedHashMap<>();
        if (!skipTo('}')) {
            do {
                readMember(members);
            } while (skipTo(','));
            require(skipTo('}'), "',' or '}'");
        }
        depth--;
        return Collections.unmodifiableMap(members);
    }

    private void readMember(Map<String, Object> members) {
        skipSpace();
        require(peek() == '"', "a key in double quotes");
        String key = string();
        require(skipTo(':'), "':'");
        members.put(key, value());
    }

    private List<Object> array() {
        enter();
        List<Object> elements = new ArrayList<>();
        if (!skipTo(']')) {
            do {
                elements.add(value());
            } while (skipTo(','));
            require(skipTo(']'), "',' or ']'");
        }
        depth--;
        return Collections.unmodifiableList(elements);
    }

    private void enter() {
        if (++depth > Json.MAX_DEPTH) {
            throw new JsonException("nested deeper than " + Json.MAX_DEPTH + " levels", text, position);
        }
        position++;
    }

    private String string() {
        int start = ++position;
        skipPlainCharacters();
        if (skip('"')) {
            return text.substring(start, position - 1);
        }
        StringBuilder content = new StringBuilder().append(text, start, position);
        while (!skip('"')) {
            content.append(escaped());
            int run = position;
            skipPlainCharacters();
            content.append(text, run, position);
        }
        return content.toString();
    }

    private void skipPlainCharacters() {
        while (position < text.length() && isPlain(text.charAt(position))) {
            position++;
        }
    }

    private static boolean isPlain(char character) {
        return character >= ' ' && character != '"' && character != '\\';
    }

    private char escaped() {
        require(skip('\\'), "'\"', or an escape instead of a control character,");
        char kind = peek();
        int index = "\"\\/bfnrt".indexOf(kind);
        if (index >= 0) {
            position++;
            return "\"\\/\b\f\n\r\t".charAt(index);
        }
        require(skip('u'), "one of \" \\ / b f n r t u");
        return (char) (hexDigit() << 12 | hexDigit() << 8 | hexDigit() << 4 | hexDigit());
    }

    private int hexDigit() {
        char character = peek();
        int digit = character < 128 ? Character.digit(character, 16) : -1;
        require(digit >= 0, "a hexadecimal digit");
        position++;
        return digit;
    }

    private JsonNumber number() {
        int start = position;
        skip('-');
        if (!skip('0')) {
            skipDigits();
        }
        if (skip('.')) {
            skipDigits();
        }
        if (skip('e') || skip('E')) {
            skipSign();
            skipDigits();
        }
        return new JsonNumber(text.substring(start, position));
    }

    private void skipSign() {
        if (!skip('+')) {
            skip('-');
        }
    }

    private void skipDigits() {
        require(isDigit(peek()), "a digit");
        while (isDigit(peek())) {
            position++;
        }
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private Object word(String word, Object value) {
        require(text.startsWith(word, position), "a value");
        position += word.length();
        return value;
    }

    private boolean skipTo(char character) {
        skipSpace();
        return skip(character);
    }

    private void skipSpace() {
        while (isSpace(peek())) {
            position++;
        }
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    private boolean skip(char character) {
        boolean there = position < text.length() && text.charAt(position) == character;
        if (there) {
            position++;
        }
        return there;
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private void require(boolean condition, String expectation) {
        if (!condition) {
            throw expected(expectation);
        }
    }

    private JsonException expected(String expectation) {
        return new JsonException("expected " + expectation, text, position);
    }
}
