package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Variables that a service takes from files of their own. Used by one thread for one edit. */
final class EnvFiles {
    private final ComposeProject project;
    private final ComposeChange change;
    private final Variables variables;

    EnvFiles(ComposeProject project, ComposeChange change, Variables variables) {
        this.project = project;
        this.change = change;
        this.variables = variables;
    }

    /** Edits those that hold what is missing; refuses when something is missing still. */
    List<ComposeEdit> edit(List<ComposeFile> files) throws UnsuitableFileException {
        Set<String> missing = variables.missing();
        List<ComposeEdit> edits = new ArrayList<>();
        boolean comparable = change.container().image().isPresent();
        for (String path : missing.isEmpty() && comparable ? Set.<String>of() : paths(files)) {
            Optional<ComposeEdit> edit = edit(path);
            if (edit.isPresent()) {
                refuseShared(path, files);
                refuseInterpolation(path, missing, files);
                edits.add(edit.get());
            }
        }
        Set<String> left = variables.missing();
        if (!left.isEmpty()) {
            throw new UnsuitableFileException("The variables " + String.join(", ", left)
                    + " have to change, but are set neither in this file nor in an env_file that can be read: rather in"
                    + " another file.");
        }
        return edits;
    }

    private Optional<ComposeEdit> edit(String path) throws UnsuitableFileException {
        String before = project.source().read(path);
        String after = variables.envFile(before);
        return before.equals(after) ? Optional.empty() : Optional.of(new ComposeEdit(path, before, after));
    }

    private Set<String> paths(List<ComposeFile> files) {
        Set<String> paths = new TreeSet<>();
        for (ComposeFile file : files) {
            file.service(change.service()).ifPresent(service -> paths.addAll(paths(file, service)));
        }
        return paths;
    }

    private Set<String> paths(ComposeFile file, Table service) {
        Set<String> paths = new TreeSet<>();
        for (YamlNode named : Tree.elements(Tree.get(service, "env_file"))) {
            Optional<String> path = named instanceof Table table
                    ? Tree.text(table, "path")
                    : Optional.of(named).filter(Text.class::isInstance).map(text -> ((Text) text).value());
            boolean listed = project.files().contains(file.path());
            path.filter(text -> text.indexOf('$') < 0)
                    .map(text -> listed ? project.resolve(text) : file.sibling(text))
                    .ifPresent(paths::add);
        }
        return paths;
    }

    private void refuseShared(String path, List<ComposeFile> files) throws UnsuitableFileException {
        for (ComposeFile file : files) {
            for (Table other : file.others(change.service())) {
                if (paths(file, other).contains(path)) {
                    throw new UnsuitableFileException("The file " + path
                            + " has variables that have to change, and another service uses it too.");
                }
            }
        }
    }

    /** Compose puts the variables of {@code .env} into its files as well. */
    private void refuseInterpolation(String path, Set<String> names, List<ComposeFile> files)
            throws UnsuitableFileException {
        for (ComposeFile file : files) {
            for (String name : names) {
                boolean used = Pattern.compile("\\$\\{?" + Pattern.quote(name) + "\\b")
                        .matcher(file.text())
                        .find();
                if (used && path.equals(project.resolve(".env"))) {
                    throw new UnsuitableFileException("The variable " + name + " has to change in " + path + ", and "
                            + file.path() + " uses it too.");
                }
            }
        }
    }
}
