package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of a project, read and understood. Immutable. */
record ComposeFile(String path, String text, Table root) {
    private static final int DEEPEST = 5;

    static ComposeFile read(String path, ComposeSource source) throws UnsuitableFileException {
        String text = source.read(path);
        return new ComposeFile(path, text, YamlParser.parse(text));
    }

    Optional<Table> services() {
        return Tree.table(root, "services");
    }

    Optional<Table> service(String name) {
        return services().flatMap(services -> Tree.table(services, name));
    }

    /** Returns all services but this one. */
    List<Table> others(String name) {
        List<Table> others = new ArrayList<>();
        services()
                .ifPresent(services -> Tree.pairs(services).forEach((key, pair) -> {
                    if (!key.equals(name) && pair.value().real() instanceof Table table) {
                        others.add(table);
                    }
                }));
        return others;
    }

    /** Returns the files of a project that define a service, those that they include after them. */
    static List<ComposeFile> defining(String service, ComposeProject project) throws UnsuitableFileException {
        List<ComposeFile> all = new ArrayList<>();
        for (String path : project.files()) {
            all.add(read(path, project.source()));
        }
        for (int depth = 0; depth < DEEPEST && all.stream().noneMatch(file -> file.has(service)); depth++) {
            List<ComposeFile> included = new ArrayList<>();
            for (ComposeFile file : all) {
                for (String path : file.included()) {
                    included.add(read(path, project.source()));
                }
            }
            all = included;
        }
        List<ComposeFile> found =
                all.stream().filter(file -> file.service(service).isPresent()).toList();
        if (found.isEmpty()) {
            throw new UnsuitableFileException("The file has no service '" + service + "' that is understood here.");
        }
        return found;
    }

    private boolean has(String service) {
        return services().flatMap(services -> Tree.get(services, service)).isPresent();
    }

    private List<String> included() {
        List<String> paths = new ArrayList<>();
        for (YamlNode include : Tree.elements(Tree.get(root, "include"))) {
            List<YamlNode> named =
                    include instanceof Table table ? Tree.elements(Tree.get(table, "path")) : List.of(include);
            for (YamlNode path : named) {
                if (path instanceof Text text && text.value().indexOf('$') < 0) {
                    paths.add(sibling(text.value()));
                }
            }
        }
        return paths;
    }

    /** Returns a path as it is meant in this file. */
    String sibling(String other) {
        return Path.of(path).resolveSibling(other).normalize().toString();
    }
}
