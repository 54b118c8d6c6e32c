package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Items;
import io.github.pmmmigration.internal.compose.YamlNode.Pair;
import io.github.pmmmigration.internal.compose.YamlNode.Reference;
import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Compose file, as YAML or as the JSON that is YAML too, and keeps where everything stands.
 *
 * <p>Understands what Compose files are made of. Of what is rare or not allowed there (keys of several words, several documents,
 * indentation with tabs) it says that it does not, with the line. Used by one thread for one file.
 */
final class YamlParser {
    private final YamlScanner scanner;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    private YamlParser(String text) {
        this.scanner = new YamlScanner(text);
    }

    /** Anchor and tag in front of a node; empty where there are none. */
    private record Properties(String anchor, String tag) {}

    static Table parse(String text) throws UnsuitableFileException {
        YamlParser parser = new YamlParser(text);
        YamlScanner scanner = parser.scanner;
        scanner.skipToContent();
        if (scanner.sees("---") && scanner.isBlank(3)) {
            scanner.moveTo(scanner.at() + 3);
            scanner.skipToContent();
        }
        YamlNode root = parser.node(-1, true);
        scanner.skipToContent();
        if (!scanner.isAtEnd()) {
            throw scanner.refuse("is not understood, or begins another document");
        }
        if (!(root.real() instanceof Table table)) {
            throw new UnsuitableFileException("The file has no keys at its beginning.");
        }
        return table;
    }

    /**
     * Reads a value.
     *
     * @param parent indentation of what it belongs to
     * @param compact whether a mapping or a list may begin here
     */
    private YamlNode node(int parent, boolean compact) throws UnsuitableFileException {
        int empty = scanner.at();
        scanner.skipBlanks();
        Properties properties = properties();
        boolean begins = compact;
        if (scanner.isAtBreak() || (scanner.peek() == '#' && scanner.at() > empty)) {
            int here = properties.anchor().isEmpty() ? empty : scanner.at();
            scanner.skipToContent();
            boolean list = scanner.peek() == '-' && scanner.isBlank(1);
            boolean own = scanner.column() > parent || (list && !compact && scanner.column() == parent);
            if (scanner.isAtEnd() || !own) {
                scanner.moveTo(here);
                return keep(properties, new Text(here, here, properties.tag(), "", ' '));
            }
            begins = true;
            Properties below = properties();
            properties = below.anchor().isEmpty() && below.tag().isEmpty() ? properties : below;
        }
        return keep(properties, content(parent, begins, properties.tag()));
    }

    private Properties properties() throws UnsuitableFileException {
        String anchor = "";
        String tag = "";
        while (scanner.peek() == '&' || scanner.peek() == '!') {
            boolean names = scanner.peek() == '&';
            String word = word();
            anchor = names ? word.substring(1) : anchor;
            tag = names || word.startsWith("!!") ? tag : word;
            scanner.skipBlanks();
        }
        return new Properties(anchor, tag);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (!scanner.isBlank(0) && ",[]{}".indexOf(scanner.peek()) < 0) {
            word.append(scanner.peek());
            scanner.moveTo(scanner.at() + 1);
        }
        return word.toString();
    }

    private YamlNode keep(Properties properties, YamlNode node) {
        if (!properties.anchor().isEmpty()) {
            anchors.put(properties.anchor(), node);
        }
        return node;
    }

    private YamlNode content(int parent, boolean begins, String tag) throws UnsuitableFileException {
        char c = scanner.peek();
        if (begins && c == '-' && scanner.isBlank(1)) {
            return list(tag);
        }
        if (begins && isKey()) {
            return mapping(tag);
        }
        if (c == '|' || c == '>') {
            return scanner.block(tag, parent);
        }
        YamlNode node = c == '*' ? alias() : c == '{' || c == '[' ? flow(tag) : text(tag);
        if (node instanceof Text plain && plain.style() == ' ') {
            node = scanner.continued(plain, parent);
        }
        int end = scanner.at();
        scanner.expectEndOfLine();
        scanner.moveTo(end);
        return node;
    }

    private Text text(String tag) throws UnsuitableFileException {
        return scanner.peek() == '"' || scanner.peek() == '\'' ? scanner.quoted(tag) : scanner.plain(tag, false);
    }

    private Reference alias() throws UnsuitableFileException {
        int start = scanner.at();
        String name = word().substring(1);
        YamlNode target = anchors.get(name);
        if (target == null) {
            throw scanner.refuse("refers to an anchor that is not above it");
        }
        return new Reference(start, scanner.at(), "", target);
    }

    /** Looks ahead whether a key and a colon stand here. */
    private boolean isKey() throws UnsuitableFileException {
        int here = scanner.at();
        if ("{[*|>&!#".indexOf(scanner.peek()) >= 0) {
            return false;
        }
        int line = scanner.line();
        text("");
        scanner.skipBlanks();
        boolean key = scanner.peek() == ':' && scanner.isBlank(1) && scanner.line() == line;
        scanner.moveTo(here);
        return key;
    }

    private Table mapping(String tag) throws UnsuitableFileException {
        int start = scanner.at();
        int indent = scanner.column();
        List<Pair> pairs = new ArrayList<>();
        int end = start;
        while (!scanner.isAtEnd() && scanner.column() == indent && !(scanner.peek() == '-' && scanner.isBlank(1))) {
            if (indent == 0 && (scanner.sees("---") || scanner.sees("..."))) {
                break;
            }
            if (!isKey()) {
                throw scanner.refuse("has no key where one is expected");
            }
            Text key = text("");
            scanner.skipBlanks();
            scanner.moveTo(scanner.at() + 1);
            YamlNode value = node(indent, false);
            pairs.add(pair(key, value, pairs));
            end = scanner.at();
            scanner.skipToContent();
        }
        refuseDeeper(indent);
        scanner.moveTo(end);
        return new Table(start, end, tag, List.copyOf(pairs), false);
    }

    private void refuseDeeper(int indent) throws UnsuitableFileException {
        if (!scanner.isAtEnd() && scanner.column() > indent) {
            throw scanner.refuse("has an indentation that is not understood");
        }
    }

    private Pair pair(Text key, YamlNode value, List<Pair> others) throws UnsuitableFileException {
        boolean twice = others.stream().anyMatch(pair -> pair.key().value().equals(key.value()));
        if (twice && !key.value().equals("<<")) {
            throw scanner.refuse("ends what stands under the key '" + key.value() + "' a second time");
        }
        return new Pair(key, value);
    }

    private Items list(String tag) throws UnsuitableFileException {
        int start = scanner.at();
        int indent = scanner.column();
        List<YamlNode> items = new ArrayList<>();
        int end = start;
        while (!scanner.isAtEnd() && scanner.column() == indent && scanner.peek() == '-' && scanner.isBlank(1)) {
            scanner.moveTo(scanner.at() + 1);
            items.add(node(indent, true));
            end = scanner.at();
            scanner.skipToContent();
        }
        refuseDeeper(indent);
        scanner.moveTo(end);
        return new Items(start, end, tag, List.copyOf(items), false);
    }

    private YamlNode flow(String tag) throws UnsuitableFileException {
        int start = scanner.at();
        boolean table = scanner.peek() == '{';
        char close = table ? '}' : ']';
        List<Pair> pairs = new ArrayList<>();
        List<YamlNode> items = new ArrayList<>();
        scanner.moveTo(start + 1);
        scanner.skipToContent();
        while (scanner.peek() != close) {
            YamlNode first = flowNode();
            scanner.skipToContent();
            boolean value = scanner.peek() == ':';
            if (table || value) {
                pairs.add(flowPair(first, value, pairs));
            } else {
                items.add(first);
            }
            scanner.skipToContent();
            if (scanner.peek() == ',') {
                scanner.moveTo(scanner.at() + 1);
                scanner.skipToContent();
            } else if (scanner.isAtEnd()) {
                throw scanner.refuse("is the last, but there are brackets or braces that do not end");
            } else if (scanner.peek() != close) {
                throw scanner.refuse("has brackets or braces that are not understood");
            }
        }
        scanner.moveTo(scanner.at() + 1);
        if (!table && !pairs.isEmpty()) {
            throw scanner.refuse("has a key in brackets");
        }
        return table
                ? new Table(start, scanner.at(), tag, List.copyOf(pairs), true)
                : new Items(start, scanner.at(), tag, List.copyOf(items), true);
    }

    private Pair flowPair(YamlNode key, boolean value, List<Pair> others) throws UnsuitableFileException {
        if (!(key instanceof Text text)) {
            throw scanner.refuse("has a key that is not understood");
        }
        if (!value) {
            return pair(text, new Text(text.end(), text.end(), "", "", ' '), others);
        }
        scanner.moveTo(scanner.at() + 1);
        int empty = scanner.at();
        scanner.skipToContent();
        boolean nothing = scanner.peek() == ',' || scanner.peek() == '}' || scanner.peek() == ']';
        return pair(text, nothing ? new Text(empty, empty, "", "", ' ') : flowNode(), others);
    }

    private YamlNode flowNode() throws UnsuitableFileException {
        Properties properties = properties();
        scanner.skipToContent();
        char c = scanner.peek();
        if (scanner.isAtEnd()) {
            throw scanner.refuse("is the last, but there are brackets or braces that do not end");
        }
        if (c == '{' || c == '[') {
            return keep(properties, flow(properties.tag()));
        }
        if (c == '*') {
            return alias();
        }
        return keep(
                properties,
                c == '"' || c == '\'' ? scanner.quoted(properties.tag()) : scanner.plain(properties.tag(), true));
    }
}
