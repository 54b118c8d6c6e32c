package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Items;
import io.github.pmmmigration.internal.compose.YamlNode.Pair;
import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of a service, as a list or as a mapping; only names, and values whose sense turns round, are touched. Used by
 * one thread for one service.
 */
final class EnvironmentEdits {
    private final Variables variables;

    EnvironmentEdits(Variables variables) {
        this.variables = variables;
    }

    /** A piece of the text that may have to go, and whether it stays. */
    private record Piece(int start, int end, boolean kept) {}

    void edit(Table service, TextEdits edits) throws UnsuitableFileException {
        Pair pair = Tree.pairs(service).get("environment");
        if (pair == null) {
            return;
        }
        YamlNode environment = pair.value().real();
        if (environment instanceof Table table) {
            for (Table part : Tree.parts(table)) {
                remove(
                        pieces(part, Tree.pairs(table), edits),
                        part,
                        part.equals(table) ? Optional.of(pair) : Optional.empty(),
                        edits);
            }
        } else if (environment instanceof Items items) {
            List<Piece> pieces = new ArrayList<>();
            for (YamlNode item : items.items()) {
                boolean kept = !(item.real() instanceof Text text) || edit(text, edits);
                pieces.add(new Piece(item.start(), item.end(), kept));
            }
            remove(pieces, items, Optional.of(pair), edits);
        }
    }

    /** Of what is merged, only what counts is looked at: a variable of the same name may hide it. */
    private List<Piece> pieces(Table part, Map<String, Pair> counting, TextEdits edits) throws UnsuitableFileException {
        List<Piece> pieces = new ArrayList<>();
        for (Pair entry : part.pairs()) {
            boolean counts = entry.equals(counting.get(entry.key().value()));
            int end = Math.max(entry.key().end(), entry.value().end());
            pieces.add(new Piece(entry.key().start(), end, !counts || edit(entry, edits)));
        }
        return pieces;
    }

    private static void remove(List<Piece> pieces, YamlNode whole, Optional<Pair> key, TextEdits edits)
            throws UnsuitableFileException {
        boolean flow = whole instanceof Table table ? table.flow() : ((Items) whole).flow();
        if (pieces.stream().allMatch(Piece::kept)) {
            return;
        }
        if (pieces.stream().anyMatch(Piece::kept)) {
            remove(pieces, flow, edits);
        } else if (key.isPresent()) {
            edits.removeLines(key.get().key().start(), key.get().value().end());
        } else if (flow) {
            edits.replace(whole.start(), whole.end(), "{}");
        } else {
            throw new UnsuitableFileException(
                    "Nothing is left of an anchor with variables, which has to be looked at by hand.");
        }
    }

    private static void remove(List<Piece> pieces, boolean flow, TextEdits edits) throws UnsuitableFileException {
        int lastKept = pieces.size() - 1;
        while (!pieces.get(lastKept).kept()) {
            lastKept--;
        }
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.kept()) {
                continue;
            }
            if (!flow) {
                edits.removeLines(piece.start(), piece.end());
            } else if (i < lastKept) {
                edits.replace(piece.start(), pieces.get(i + 1).start(), "");
            } else {
                edits.replace(pieces.get(i - 1).end(), piece.end(), "");
            }
        }
    }

    /** Returns whether the entry of a list stays. */
    private boolean edit(Text item, TextEdits edits) throws UnsuitableFileException {
        int equals = item.value().indexOf('=');
        String name = equals < 0 ? item.value() : item.value().substring(0, equals);
        Optional<Variables.Now> now =
                variables.now(name, equals < 0 ? null : item.value().substring(equals + 1));
        if (now.isEmpty()) {
            return false;
        }
        String newName = now.get().name();
        if (now.get().value().isPresent()) {
            edits.inner(item);
            edits.set(item, newName + "=" + now.get().value().get());
        } else if (!newName.equals(name) && equals < 0) {
            edits.set(item, newName + "=${" + name + "}");
        } else if (!newName.equals(name)) {
            rename(item, name, newName, edits);
        }
        return true;
    }

    private static void rename(Text item, String name, String newName, TextEdits edits) throws UnsuitableFileException {
        int start = item.start() + (item.isQuoted() ? 1 : 0);
        if (!edits.text().startsWith(name + "=", start)) {
            edits.inner(item);
        }
        edits.replace(start, start + name.length(), newName);
    }

    /** Returns whether the entry of a mapping stays. */
    private boolean edit(Pair entry, TextEdits edits) throws UnsuitableFileException {
        String name = entry.key().value();
        if (!(entry.value().real() instanceof Text value)) {
            throw new UnsuitableFileException("The value of " + name + " is no text.");
        }
        Optional<Variables.Now> now = variables.now(name, value.isNull() ? null : value.value());
        if (now.isEmpty()) {
            return false;
        }
        String newName = now.get().name();
        if (!newName.equals(name)) {
            edits.set(entry.key(), newName);
        }
        boolean passedOn = value.isNull() && !newName.equals(name);
        Optional<String> written =
                now.get().value().or(() -> passedOn ? Optional.of("${" + name + "}") : Optional.empty());
        if (written.isPresent()) {
            int start = entry.value().start();
            boolean behindColon = start == entry.value().end() && edits.text().charAt(start - 1) == ':';
            boolean bare = start == entry.value().end() && !behindColon;
            String before = bare ? ": " : behindColon ? " " : "";
            edits.replace(start, entry.value().end(), before + '"' + written.get() + '"');
        }
        return true;
    }
}
