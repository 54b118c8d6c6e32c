package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Items;
import io.github.pmmmigration.internal.compose.YamlNode.Pair;
import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file means, aliases and merge keys resolved. Stateless. */
final class Tree {
    private static final String MERGE = "<<";

    private Tree() {}

    /** Returns the pairs of a mapping and of those that it merges; its own win. */
    static Map<String, Pair> pairs(Table table) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        merged(table).forEach(base -> pairs(base).forEach(pairs::putIfAbsent));
        table.pairs().stream()
                .filter(pair -> !pair.key().value().equals(MERGE))
                .forEach(pair -> pairs.put(pair.key().value(), pair));
        return pairs;
    }

    private static List<Table> merged(Table table) {
        List<Table> bases = new ArrayList<>();
        for (Pair pair : table.pairs()) {
            if (pair.key().value().equals(MERGE)) {
                YamlNode merged = pair.value().real();
                for (YamlNode source : merged instanceof Items items ? items.items() : List.of(merged)) {
                    if (source.real() instanceof Table base) {
                        bases.add(base);
                    }
                }
            }
        }
        return bases;
    }

    /** Returns a mapping and all that it merges, each once. */
    static Set<Table> parts(Table table) {
        Set<Table> parts = new LinkedHashSet<>(Set.of(table));
        merged(table).forEach(base -> parts.addAll(parts(base)));
        return parts;
    }

    static Optional<YamlNode> get(Table table, String key) {
        return Optional.ofNullable(pairs(table).get(key))
                .map(pair -> pair.value().real());
    }

    static Optional<Table> table(Table table, String key) {
        return get(table, key).filter(Table.class::isInstance).map(Table.class::cast);
    }

    static Optional<String> text(Table table, String key) {
        return get(table, key)
                .filter(Text.class::isInstance)
                .map(node -> ((Text) node).value())
                .filter(value -> !value.isEmpty());
    }

    /** Returns whether this takes the place of what files before it say. */
    static boolean replaces(YamlNode node) {
        return node.tag().equals("!override") || node.tag().equals("!reset");
    }

    /** Returns the elements of a list; a single value is a list of one, and nothing is an empty one. */
    static List<YamlNode> elements(Optional<YamlNode> node) {
        if (node.isEmpty() || (node.get() instanceof Text text && text.isNull())) {
            return List.of();
        }
        return node.get() instanceof Items items
                ? items.items().stream().map(YamlNode::real).toList()
                : List.of(node.get());
    }

    /** Writes what a node means, so that two can be compared; some keys are left out. */
    static String meaning(YamlNode node, Set<String> without) {
        StringBuilder meaning = new StringBuilder();
        write(node.real(), without, meaning);
        return meaning.toString();
    }

    private static void write(YamlNode node, Set<String> without, StringBuilder meaning) {
        if (node instanceof Table table) {
            meaning.append('{');
            pairs(table).forEach((key, pair) -> {
                if (!without.contains(key)) {
                    meaning.append(key).append('\0');
                    write(pair.value().real(), Set.of(), meaning);
                }
            });
            meaning.append('}');
        } else if (node instanceof Items items) {
            meaning.append('[');
            items.items().forEach(item -> write(item.real(), Set.of(), meaning));
            meaning.append(']');
        } else if (node instanceof Text text) {
            meaning.append(text.isQuoted() ? '"' : ' ').append(text.value()).append('\0');
        }
        meaning.append(node.tag());
    }
}
