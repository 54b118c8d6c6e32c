package io.github.pmmmigration.report;

import java.util.List;
import java.util.stream.IntStream;

/** Puts HTML together; whatever comes in as text is escaped here and nowhere else. */
final class Html {
    /** What is no longer than this has room in a column, so its words are not broken. */
    private static final int SHORT = 12;

    private final StringBuilder out = new StringBuilder();

    /** Escapes text for use between tags and in quoted attributes. */
    static String escape(String text) {
        return Words.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Opens a tag; the attributes come from our own code. */
    Html open(String tag, String attributes) {
        out.append('<')
                .append(tag)
                .append(attributes.isEmpty() ? "" : " " + attributes)
                .append('>');
        return this;
    }

    Html open(String tag) {
        return open(tag, "");
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** A tag of a class with text in it; nothing when there is no text. */
    Html element(String tag, String styleClass, String text) {
        return text.isEmpty()
                ? this
                : open(tag, styleClass(styleClass)).text(text).close(tag);
    }

    private static String styleClass(String name) {
        return name.isEmpty() ? "" : "class=\"" + name + "\"";
    }

    /** Something from {@link HtmlStyle} or another {@code Html}, not to be escaped again. */
    Html raw(Object html) {
        out.append(html);
        return this;
    }

    /** A table that turns into cards on a narrow screen, for which each cell carries its title; empty columns are left out. */
    Html table(List<String> titles, List<List<String>> rows) {
        List<Integer> columns = IntStream.range(0, titles.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
                .boxed()
                .toList();
        open("table").open("thead").open("tr");
        columns.forEach(
                column -> open("th", "scope=\"col\"").text(titles.get(column)).close("th"));
        close("tr").close("thead").open("tbody");
        rows.forEach(row -> {
            open("tr");
            columns.forEach(column -> cell(titles.get(column), row.get(column)));
            close("tr");
        });
        return close("tbody").close("table");
    }

    private void cell(String title, String text) {
        String look = text.isEmpty() ? " class=\"empty\"" : text.length() <= SHORT ? " class=\"short\"" : "";
        open("td", "data-label=\"" + escape(title) + "\"" + look);
        text(text).close("td");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
