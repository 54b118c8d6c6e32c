package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports of a service, published and exposed: in the short form and the long one. Used by one thread for one service. */
final class PortEdits {
    private static final Pattern SHORT = Pattern.compile("(.*:|)([^:/]+)(/[a-z]+|)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
    private static final Pattern HOST_PORT = Pattern.compile("(?:.*:|)(\\d+):");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}|\\$[A-Za-z_][A-Za-z0-9_]*");

    private final ComposeChange change;
    private final Set<String> found = new HashSet<>();

    PortEdits(ComposeChange change) {
        this.change = change;
    }

    void edit(Table service, TextEdits edits) throws UnsuitableFileException {
        Optional<YamlNode> ports = Tree.get(service, "ports");
        if (ports.filter(Tree::replaces).isPresent()) {
            found.clear();
        }
        for (YamlNode port : Tree.elements(ports)) {
            if (port instanceof Table table) {
                edit(edits, table);
            } else if (port instanceof Text text) {
                edit(edits, text, true);
            }
        }
        for (YamlNode port : Tree.elements(Tree.get(service, "expose"))) {
            if (port instanceof Text text) {
                edit(edits, text, false);
            }
        }
    }

    /** As many as the container publishes must have been found, and where it does; the same publication in two files is one. */
    void expectAll() throws UnsuitableFileException {
        int expected = change.container().webPorts();
        for (String publication : found) {
            Matcher port = HOST_PORT.matcher(publication.substring(0, publication.lastIndexOf(':') + 1));
            if (port.matches() && !change.container().hostPorts().contains(port.group(1))) {
                throw new UnsuitableFileException("The file publishes PMM on port " + port.group(1)
                        + ", but the container does not: the file was changed since the container was made from it.");
            }
        }
        if (found.size() != expected) {
            throw new UnsuitableFileException("The container publishes " + expected
                    + " of the ports 80 and 443, but this file " + found.size() + "; others come from elsewhere.");
        }
    }

    private void edit(TextEdits edits, Table port) throws UnsuitableFileException {
        Optional<Text> target =
                Tree.get(port, "target").filter(Text.class::isInstance).map(Text.class::cast);
        boolean tcp = Tree.text(port, "protocol")
                .filter(protocol -> !protocol.equals("tcp"))
                .isEmpty();
        if (target.isEmpty() || !tcp) {
            return;
        }
        String inside = inside(target.get().value(), target.get().value());
        String published = Tree.text(port, "published").orElse("");
        if (isWeb(inside)) {
            String address = Tree.text(port, "host_ip").map(ip -> ip + ":").orElse("");
            found.add(address + published + ":" + inside);
        }
        if (!inside.equals(target.get().value())) {
            edits.set(target.get(), inside);
        }
    }

    private void edit(TextEdits edits, Text port, boolean published) throws UnsuitableFileException {
        String masked = VARIABLE.matcher(port.value()).replaceAll("\u0001");
        Matcher matcher = SHORT.matcher(masked);
        if (!matcher.matches()) {
            throw new UnsuitableFileException("The port '" + port.value() + "' is not understood.");
        }
        if (matcher.group(2).indexOf('\u0001') >= 0 || matcher.group(2).indexOf('$') >= 0) {
            throw new UnsuitableFileException(
                    "The port inside the container is given by a variable: '" + port.value() + "'.");
        }
        if (!matcher.group(3).isEmpty() && !matcher.group(3).equals("/tcp")) {
            return;
        }
        String inside = inside(matcher.group(2), port.value());
        if (published && isWeb(inside)) {
            found.add(matcher.group(1) + inside);
        }
        if (!inside.equals(matcher.group(2))) {
            String value = edits.inner(port);
            int tail = matcher.group(2).length() + matcher.group(3).length();
            edits.set(port, value.substring(0, value.length() - tail) + inside + matcher.group(3));
        }
    }

    private static boolean isWeb(String inside) {
        return inside.equals("8443") || inside.equals("8080");
    }

    private static String inside(String port, String whole) throws UnsuitableFileException {
        Matcher range = RANGE.matcher(port);
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = Integer.parseInt(range.group(2));
            if ((from <= 443 && to >= 443) || (from <= 80 && to >= 80)) {
                throw new UnsuitableFileException("The range of ports '" + whole + "' holds 80 or 443.");
            }
        }
        return port.equals("443") ? "8443" : port.equals("80") ? "8080" : port;
    }
}
