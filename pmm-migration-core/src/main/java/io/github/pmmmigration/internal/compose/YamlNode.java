package io.github.pmmmigration.internal.compose;

import java.util.List;

/** A part of a YAML file that knows where it stands: from the character {@code start} up to {@code end}. Immutable. */
sealed interface YamlNode {
    int start();

    int end();

    /** A tag of Compose's own, such as {@code !override}; empty when there is none. */
    String tag();

    /** Returns what an alias stands for, and everything else as it is. */
    default YamlNode real() {
        return this;
    }

    /**
     * A scalar.
     *
     * @param style the quotation mark, {@code |} or {@code >} for a block, a blank for a plain one
     */
    record Text(int start, int end, String tag, String value, char style) implements YamlNode {
        boolean isQuoted() {
            return style == '"' || style == '\'';
        }

        /** Returns whether nothing was written, or what means nothing. */
        boolean isNull() {
            return style == ' ' && (value.isEmpty() || value.equals("~") || value.equalsIgnoreCase("null"));
        }
    }

    /** A mapping; {@code flow} when it is written in braces. */
    record Table(int start, int end, String tag, List<Pair> pairs, boolean flow) implements YamlNode {}

    /** A key with its value. */
    record Pair(Text key, YamlNode value) {}

    /** A sequence; {@code flow} when it is written in brackets. */
    record Items(int start, int end, String tag, List<YamlNode> items, boolean flow) implements YamlNode {}

    /** An alias. */
    record Reference(int start, int end, String tag, YamlNode target) implements YamlNode {
        @Override
        public YamlNode real() {
            return target.real();
        }
    }
}
