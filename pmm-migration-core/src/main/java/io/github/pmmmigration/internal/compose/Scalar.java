package io.github.pmmmigration.internal.compose;

/**
 * A value on one line, with the way it is written.
 *
 * @param quote the quotation mark around it, or nothing
 * @param value what stands between
 * @param tail what follows: blanks and a comment
 */
record Scalar(String quote, String value, String tail) {
    static Scalar parse(String text) throws UnsuitableFileException {
        if (text.startsWith("\"") || text.startsWith("'")) {
            String quote = text.substring(0, 1);
            int end = text.indexOf(quote, 1);
            boolean doubled = end >= 0 && text.startsWith(quote, end + 1);
            if (end < 0 || doubled || text.substring(0, end).indexOf('\\') >= 0) {
                throw new UnsuitableFileException("A quoted value is written in a way that is not understood here.");
            }
            return new Scalar(quote, text.substring(1, end), text.substring(end + 1));
        }
        if (!text.isEmpty() && "&*!|>{[@`".indexOf(text.charAt(0)) >= 0) {
            throw new UnsuitableFileException(
                    "The file uses anchors, tags, flow or block style where it has to be edited.");
        }
        int comment = text.startsWith("#") ? 0 : text.indexOf(" #");
        String plain = (comment < 0 ? text : text.substring(0, comment)).stripTrailing();
        return new Scalar("", plain, text.substring(plain.length()));
    }

    /** Returns another value, written the same way. */
    String with(String other) {
        return quote + other + quote + tail;
    }
}
