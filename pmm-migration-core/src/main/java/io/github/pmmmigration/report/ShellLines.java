package io.github.pmmmigration.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks the long lines of shell commands where a shell reads on: a backslash at the end, options together with their values.
 * What is pasted from the screen does the same.
 */
final class ShellLines {
    private static final String ON = " \\";
    private static final String INDENT = "    ";

    private final int width;
    private final StringBuilder out = new StringBuilder();
    private char quote;

    private ShellLines(int width) {
        this.width = width;
    }

    static String of(String command, int width) {
        ShellLines lines = new ShellLines(width);
        command.lines().forEach(lines::add);
        return lines.out.substring(0, Math.max(0, lines.out.length() - 1));
    }

    /** A comment, and a line with a quotation that began before or goes on after it, stay as they are. */
    private void add(String line) {
        boolean inside = quote != 0;
        List<String> words = words(line);
        boolean whole = !inside && quote == 0 && !line.stripLeading().startsWith("#");
        out.append(whole && line.length() > width ? broken(words) : line).append('\n');
    }

    private String broken(List<String> words) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String part : parts(words)) {
            if (column > 0 && column + 1 + part.length() + ON.length() > width) {
                text.append(ON).append('\n').append(INDENT);
                column = INDENT.length();
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(part);
            column += part.length();
        }
        return text.toString();
    }

    /** Options stay with the word after them. */
    private static List<String> parts(List<String> words) {
        List<String> parts = new ArrayList<>();
        boolean open = false;
        for (String word : words) {
            boolean option = word.startsWith("-");
            if (open && !option) {
                parts.set(parts.size() - 1, parts.get(parts.size() - 1) + " " + word);
            } else {
                parts.add(word);
            }
            open = option && word.startsWith("--") && !word.contains("=");
        }
        return parts;
    }

    private List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int begin = 0;
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            if (quote == 0
                    && character == ' '
                    && index > begin
                    && !line.substring(begin, index).isBlank()) {
                words.add(line.substring(begin, index));
                begin = index + 1;
            } else if (character == quote) {
                quote = 0;
            } else if (quote == 0 && (character == '\'' || character == '"')) {
                quote = character;
            }
        }
        words.add(line.substring(begin));
        return words;
    }
}
