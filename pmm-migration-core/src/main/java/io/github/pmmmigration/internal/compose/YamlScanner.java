package io.github.pmmmigration.internal.compose;

/** Characters, lines and scalars of a YAML file. Used by one thread for one file. */
final class YamlScanner {
    private static final char NOTHING = '\0';

    private final String text;
    private int at;

    YamlScanner(String text) {
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : NOTHING;
    }

    boolean sees(String word) {
        return text.startsWith(word, at);
    }

    /** Returns whether a blank, an end of line or the end of the file is there. */
    boolean isBlank(int ahead) {
        char c = peek(ahead);
        return c == ' ' || c == '\t' || isBreak(c) || at + ahead >= text.length();
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    boolean isAtBreak() {
        return isAtEnd() || isBreak(peek());
    }

    int column() {
        int start = text.lastIndexOf('\n', at - 1) + 1;
        return at - Math.max(start, text.startsWith("\uFEFF") ? 1 : 0);
    }

    int line() {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private void skipLine() {
        while (!isAtBreak()) {
            at++;
        }
    }

    /** Goes on to the next character that is neither blank nor part of a comment; indentation must be made of blanks. */
    void skipToContent() throws UnsuitableFileException {
        while (!isAtEnd()) {
            skipBlanks();
            if (peek() == '#') {
                skipLine();
            }
            if (isAtEnd() || !isBreak(peek())) {
                break;
            }
            at++;
        }
        int start = text.lastIndexOf('\n', at - 1) + 1;
        if (!isAtEnd()
                && text.substring(start, at).isBlank()
                && text.substring(start, at).indexOf('\t') >= 0) {
            throw refuse("is indented with tabs");
        }
    }

    /** After a value only a comment may follow on its line. */
    void expectEndOfLine() throws UnsuitableFileException {
        boolean blank = isBlank(0);
        skipBlanks();
        if (!isAtBreak() && !(peek() == '#' && blank)) {
            throw refuse("has something behind a value that is not understood");
        }
    }

    UnsuitableFileException refuse(String what) {
        return new UnsuitableFileException("Line " + line() + " " + what + ".");
    }

    /** Reads a quoted scalar, over several lines if need be. */
    YamlNode.Text quoted(String tag) throws UnsuitableFileException {
        int start = at;
        char quote = peek();
        at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            if (isAtEnd()) {
                at = start;
                throw refuse("begins a quotation that does not end");
            }
            char c = peek();
            if (c == quote && !(quote == '\'' && peek(1) == '\'')) {
                at++;
                return new YamlNode.Text(start, at, tag, value.toString(), quote);
            }
            if (isBreak(c)) {
                fold(value);
            } else if (c == '\\' && quote == '"') {
                escape(value);
            } else {
                at += c == '\'' && quote == '\'' ? 2 : 1;
                value.append(c);
            }
        }
    }

    private void escape(StringBuilder value) throws UnsuitableFileException {
        char c = peek(1);
        int plain = "\"\\/ntr0 ".indexOf(c);
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (isBreak(c)) {
            at++;
            skipWhite();
        } else if (digits > 0) {
            value.appendCodePoint(codePoint(digits));
            at += 2 + digits;
        } else if (plain >= 0 && c != NOTHING) {
            value.append("\"\\/\n\t\r\0 ".charAt(plain));
            at += 2;
        } else {
            throw misunderstood();
        }
    }

    private int codePoint(int digits) throws UnsuitableFileException {
        String code = text.substring(at + 2, Math.min(at + 2 + digits, text.length()));
        long value = code.matches("[0-9A-Fa-f]{" + digits + "}") ? Long.parseLong(code, 16) : Long.MAX_VALUE;
        if (value > Character.MAX_CODE_POINT) {
            throw misunderstood();
        }
        return (int) value;
    }

    private UnsuitableFileException misunderstood() {
        return refuse("has an escaped character that is not understood");
    }

    /** An escaped end of line is none; what follows begins with the next character. */
    private void skipWhite() {
        while (!isAtEnd() && isBlank(0)) {
            at++;
        }
    }

    /** An end of line within a scalar is a blank, and several are one less. */
    private void fold(StringBuilder value) {
        while (value.length() > 0 && " \t".indexOf(value.charAt(value.length() - 1)) >= 0) {
            value.setLength(value.length() - 1);
        }
        int breaks = 0;
        while (!isAtEnd() && isBlank(0)) {
            breaks += peek() == '\n' ? 1 : 0;
            at++;
        }
        value.append(breaks > 1 ? "\n".repeat(breaks - 1) : " ");
    }

    /** Reads a plain scalar to the end of its line; in brackets and braces also their marks end it. */
    YamlNode.Text plain(String tag, boolean flow) throws UnsuitableFileException {
        if ("@`%&*!|>{}[],".indexOf(peek()) >= 0 || ((peek() == '?' || peek() == ':') && isBlank(1))) {
            throw refuse("is not understood");
        }
        int start = at;
        int end = at;
        while (!isAtBreak() && !endsPlain(flow)) {
            boolean blank = isBlank(0);
            at++;
            end = blank ? end : at;
        }
        at = end;
        return new YamlNode.Text(start, end, tag, text.substring(start, end), ' ');
    }

    private boolean endsPlain(boolean flow) {
        char c = peek();
        boolean comment = c == '#' && at > 0 && " \t".indexOf(text.charAt(at - 1)) >= 0;
        boolean value = c == ':' && (isBlank(1) || (flow && ",[]{}".indexOf(peek(1)) >= 0));
        return comment || value || (flow && ",[]{}".indexOf(c) >= 0);
    }

    /** Reads on where a plain scalar goes over several lines, which have more indentation than their parent. */
    YamlNode.Text continued(YamlNode.Text first, int parent) throws UnsuitableFileException {
        YamlNode.Text whole = first;
        while (true) {
            int end = at;
            skipBlanks();
            boolean over = !isAtBreak();
            int breaks = 0;
            while (!isAtEnd() && isBlank(0)) {
                breaks += peek() == '\n' ? 1 : 0;
                at++;
            }
            if (over || isAtEnd() || column() <= parent || peek() == '#') {
                at = end;
                return whole;
            }
            YamlNode.Text next = plain("", false);
            if (peek() == ':') {
                throw refuse("is not understood, or has the wrong indentation");
            }
            String between = breaks > 1 ? "\n".repeat(breaks - 1) : " ";
            whole = new YamlNode.Text(
                    first.start(), next.end(), first.tag(), whole.value() + between + next.value(), ' ');
        }
    }

    /** Reads a block scalar, {@code |} or {@code >}. */
    YamlNode.Text block(String tag, int parent) throws UnsuitableFileException {
        int start = at;
        char style = peek();
        at++;
        int indent = -1;
        while (!isBlank(0)) {
            indent = Character.isDigit(peek()) ? Math.max(parent, 0) + Character.digit(peek(), 10) : indent;
            at++;
        }
        expectEndOfLine();
        skipLine();
        int end = at;
        StringBuilder value = new StringBuilder();
        while (!isAtEnd()) {
            int next = text.indexOf('\n', at) + 1;
            int stop = text.indexOf('\n', next) < 0 ? text.length() : text.indexOf('\n', next);
            String line = next == 0 ? "" : text.substring(next, stop);
            int own = line.length() - line.stripLeading().length();
            indent = indent < 0 && !line.isBlank() ? own : indent;
            if (next == 0 || (!line.isBlank() && (own < indent || indent <= parent))) {
                break;
            }
            value.append(line.isBlank() ? "" : line.substring(indent)).append('\n');
            at = stop;
            end = line.isBlank() ? end : stop;
        }
        at = end;
        return new YamlNode.Text(start, end, tag, value.toString().strip(), style);
    }
}
