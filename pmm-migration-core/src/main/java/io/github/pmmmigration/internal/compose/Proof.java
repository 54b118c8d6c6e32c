package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Items;
import io.github.pmmmigration.internal.compose.YamlNode.Pair;
import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import io.github.pmmmigration.internal.configuration.HealthCheckFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads edited files again, and compares what they mean with what they meant. Used by one thread for one edit. */
final class Proof {
    private static final Set<String> CHANGING =
            Set.of("image", "ports", "expose", "environment", "healthcheck", "user");
    private static final Set<String> SAME = Set.of("image");

    private final ComposeChange change;

    Proof(ComposeChange change) {
        this.change = change;
    }

    void check(List<ComposeEdit> edits) throws UnsuitableFileException {
        for (ComposeEdit edit : edits) {
            ComposeFile before = new ComposeFile(edit.path(), edit.before(), YamlParser.parse(edit.before()));
            ComposeFile after = new ComposeFile(edit.path(), edit.after(), YamlParser.parse(edit.after()));
            sameElsewhere(before, after);
            Table old = before.service(change.service()).orElseThrow();
            Table now = after.service(change.service()).orElseThrow(() -> shared("the service itself"));
            same("the service", old, now, change.toPmm3() ? CHANGING : SAME);
            expect(
                    "image",
                    Tree.text(old, "image").map(image -> change.image()).orElse(""),
                    Tree.text(now, "image").orElse(""));
            if (change.toPmm3()) {
                expect("ports", ports(old, true), ports(now, false));
                expect("environment", environment(old, true), environment(now, false));
                expect("health check", healthCheck(old, true), healthCheck(now, false));
                expect("user", "", Tree.text(now, "user").orElse(""));
            }
        }
    }

    private void sameElsewhere(ComposeFile before, ComposeFile after) throws UnsuitableFileException {
        Map<String, Pair> now = Tree.pairs(after.root());
        for (Pair pair : Tree.pairs(before.root()).values()) {
            String key = pair.key().value();
            Pair other = now.get(key);
            if (other == null) {
                throw shared("'" + key + "'");
            }
            if (!key.startsWith("x-")) {
                String what = key.equals("services") ? "another service" : "'" + key + "'";
                same(what, pair.value(), other.value(), key.equals("services") ? Set.of(change.service()) : Set.of());
            }
        }
    }

    private static void same(String what, YamlNode before, YamlNode after, Set<String> without)
            throws UnsuitableFileException {
        if (!Tree.meaning(before, without).equals(Tree.meaning(after, without))) {
            throw shared(what);
        }
    }

    private static UnsuitableFileException shared(String what) {
        return new UnsuitableFileException("The service takes over by anchors what " + what
                + " has too, so a change would change both: that has to be done by hand.");
    }

    private static void expect(String what, Object wanted, Object found) throws UnsuitableFileException {
        if (!wanted.equals(found)) {
            throw new UnsuitableFileException("The file does not mean what it should after the change of its " + what
                    + ", which has to be done by hand.");
        }
    }

    /** Returns the ports that a service has, or that it should have. */
    private static List<String> ports(Table service, boolean shouldHave) {
        List<String> ports = new ArrayList<>();
        for (String key : new String[] {"ports", "expose"}) {
            for (YamlNode port : Tree.elements(Tree.get(service, key))) {
                if (port instanceof Table table) {
                    String target = Tree.text(table, "target").orElse("");
                    boolean tcp = Tree.text(table, "protocol").orElse("tcp").equals("tcp");
                    ports.add(Tree.meaning(table, Set.of("target")) + (shouldHave && tcp ? moved(target) : target));
                } else if (port instanceof Text text) {
                    ports.add(shouldHave ? movedEnd(text.value()) : text.value());
                }
            }
        }
        return ports;
    }

    private static String movedEnd(String port) {
        String tail = port.endsWith("/tcp") ? "/tcp" : "";
        String rest = port.substring(0, port.length() - tail.length());
        int colon = rest.lastIndexOf(':');
        return rest.substring(0, colon + 1) + moved(rest.substring(colon + 1)) + tail;
    }

    private static String moved(String port) {
        return port.equals("443") ? "8443" : port.equals("80") ? "8080" : port;
    }

    /** Returns the variables that a service has, or that it should have, with what is written behind them. */
    private Map<String, String> environment(Table service, boolean shouldHave) throws UnsuitableFileException {
        Variables variables = new Variables(change);
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map.Entry<String, Optional<String>> entry : entries(service).entrySet()) {
            String written = entry.getValue().orElse("(none)");
            if (!shouldHave) {
                environment.put(entry.getKey(), written);
                continue;
            }
            Optional<Variables.Now> now =
                    variables.now(entry.getKey(), entry.getValue().orElse(null));
            if (now.isPresent()) {
                boolean passedOn =
                        entry.getValue().isEmpty() && !now.get().name().equals(entry.getKey());
                String same = passedOn ? "${" + entry.getKey() + "}" : written;
                environment.put(now.get().name(), now.get().value().orElse(same));
            }
        }
        return environment;
    }

    private static Map<String, Optional<String>> entries(Table service) {
        Map<String, Optional<String>> entries = new LinkedHashMap<>();
        Optional<YamlNode> environment = Tree.get(service, "environment");
        if (environment.isPresent() && environment.get() instanceof Table table) {
            Tree.pairs(table).forEach((name, pair) -> {
                Text text = (Text) pair.value().real();
                entries.put(name, text.isNull() ? Optional.empty() : Optional.of(text.value()));
            });
        } else if (environment.isPresent() && environment.get() instanceof Items items) {
            for (YamlNode item : items.items()) {
                if (item.real() instanceof Text text) {
                    int equals = text.value().indexOf('=');
                    entries.put(
                            equals < 0 ? text.value() : text.value().substring(0, equals),
                            equals < 0
                                    ? Optional.empty()
                                    : Optional.of(text.value().substring(equals + 1)));
                }
            }
        }
        return entries;
    }

    private static List<String> healthCheck(Table service, boolean shouldHave) {
        List<String> parts = new ArrayList<>();
        Optional<Table> check = Tree.table(service, "healthcheck");
        check.ifPresent(table -> parts.add(Tree.meaning(table, Set.of("test"))));
        for (YamlNode argument : Tree.elements(check.flatMap(table -> Tree.get(table, "test")))) {
            if (argument instanceof Text text) {
                parts.add(shouldHave ? HealthCheckFields.adapted(text.value()) : text.value());
            }
        }
        return parts;
    }
}
