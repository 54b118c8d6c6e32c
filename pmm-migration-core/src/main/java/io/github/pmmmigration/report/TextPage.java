package io.github.pmmmigration.report;

import java.util.ArrayList;
import java.util.List;

/** Lays out plain text on 80 columns. */
final class TextPage {
    static final int WIDTH = 80;
    private static final int LABEL = 12;

    private final List<String> lines = new ArrayList<>();

    TextPage heading(String text) {
        return paragraph(0, text);
    }

    TextPage blank() {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
        return this;
    }

    /** A label in its column and the text beside it; nothing when there is no text. */
    TextPage field(String label, String text) {
        if (!text.isEmpty()) {
            hang("  " + label + " ".repeat(Math.max(1, LABEL - 2 - label.length())), LABEL, text);
        }
        return this;
    }

    TextPage paragraph(int indent, String text) {
        return hang(" ".repeat(indent), indent, text);
    }

    TextPage item(int indent, String bullet, String text) {
        return hang(" ".repeat(indent) + bullet + " ", indent + bullet.length() + 1, text);
    }

    /** Text to be copied from the screen: never broken, whatever its length. */
    TextPage verbatim(int indent, String text) {
        Words.printable(text).lines().forEach(line -> lines.add(" ".repeat(indent) + line));
        return this;
    }

    TextPage add(TextPage other) {
        lines.addAll(other.lines);
        return this;
    }

    int size() {
        return lines.size();
    }

    private TextPage hang(String first, int indent, String text) {
        String start = first;
        for (String line : Words.printable(text).split("\n", -1)) {
            start = wrap(start, indent, line);
        }
        return this;
    }

    private String wrap(String first, int indent, String text) {
        String rest = " ".repeat(indent);
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(rest);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return rest;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
