package io.github.pmmmigration.internal.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ports of a service: in the short form and the long one, as a list of lines or in brackets. */
final class PortLines {
    private static final Pattern SHORT = Pattern.compile("(.*:|)([^:/]+)(/[a-z]+|)");
    private static final Pattern LONG = Pattern.compile("(\\s*(?:- +)?target: *)(.*)");
    private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");

    private final ComposeLines lines;
    private int changed;

    PortLines(ComposeLines lines) {
        this.lines = lines;
    }

    /** Changes the ports inside; as many as the container publishes must be found. */
    void edit(int expected) throws UnsuitableFileException {
        Optional<ComposeLines.Key> ports = lines.key("ports");
        if (ports.isPresent()) {
            edit(ports.get());
        }
        if (changed != expected) {
            throw new UnsuitableFileException("The container publishes " + expected
                    + " of the ports 80 and 443, but this file " + changed + "; others come from elsewhere.");
        }
    }

    private void edit(ComposeLines.Key ports) throws UnsuitableFileException {
        if (ports.rest().startsWith("[")) {
            brackets(ports);
            return;
        }
        for (int i = ports.index() + 1; i < lines.endOf(ports); i++) {
            line(i);
        }
    }

    private void line(int index) throws UnsuitableFileException {
        String line = lines.line(index);
        Matcher target = LONG.matcher(line);
        if (target.matches()) {
            Scalar scalar = Scalar.parse(target.group(2));
            lines.set(index, target.group(1) + scalar.with(inside(scalar.value())));
        } else if (line.strip().startsWith("- ") && !line.matches("\\s*- +[a-z_]+:( .*|)")) {
            int start = line.indexOf("- ") + 2;
            start += ComposeLines.indent(line.substring(start));
            Scalar scalar = Scalar.parse(line.substring(start));
            lines.set(index, line.substring(0, start) + scalar.with(publication(scalar.value())));
        }
    }

    private void brackets(ComposeLines.Key ports) throws UnsuitableFileException {
        int close = ports.rest().indexOf(']');
        if (close < 0) {
            throw new UnsuitableFileException("The list of ports in brackets goes over several lines.");
        }
        List<String> elements = new ArrayList<>();
        for (String element : ports.rest().substring(1, close).split(",", -1)) {
            Scalar scalar = Scalar.parse(element.strip());
            int at = element.indexOf(element.strip());
            elements.add(element.substring(0, at)
                    + scalar.with(publication(scalar.value()))
                    + element.substring(at + element.strip().length()));
        }
        lines.replace(ports, "[" + String.join(",", elements) + ports.rest().substring(close));
    }

    private String publication(String value) throws UnsuitableFileException {
        String text = value.replaceAll("\\$\\{[^}]*}", "\u0001");
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            throw new UnsuitableFileException("The port '" + value + "' is not understood.");
        }
        if (matcher.group(2).indexOf('\u0001') >= 0 || matcher.group(2).indexOf('$') >= 0) {
            throw new UnsuitableFileException("The port inside the container is given by a variable: '" + value + "'.");
        }
        boolean tcp = matcher.group(3).isEmpty() || matcher.group(3).equals("/tcp");
        String now = tcp ? inside(matcher.group(2)) : matcher.group(2);
        int tail = matcher.group(2).length() + matcher.group(3).length();
        return value.substring(0, value.length() - tail) + now + matcher.group(3);
    }

    private String inside(String port) throws UnsuitableFileException {
        Matcher range = RANGE.matcher(port);
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = Integer.parseInt(range.group(2));
            if ((from <= 443 && to >= 443) || (from <= 80 && to >= 80)) {
                throw new UnsuitableFileException("The range of ports '" + port + "' holds 80 or 443.");
            }
        }
        if (port.equals("443") || port.equals("80")) {
            changed++;
            return port.equals("443") ? "8443" : "8080";
        }
        return port;
    }
}
