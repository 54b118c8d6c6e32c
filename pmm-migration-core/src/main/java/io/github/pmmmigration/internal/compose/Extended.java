package io.github.pmmmigration.internal.compose;

import io.github.pmmmigration.internal.compose.YamlNode.Table;
import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.util.Optional;

/** What a service takes over from another by {@code extends}: nothing of that may have to change. Used by one thread. */
final class Extended {
    private final ComposeProject project;
    private final ComposeChange change;
    private final Variables variables;

    Extended(ComposeProject project, ComposeChange change, Variables variables) {
        this.project = project;
        this.change = change;
        this.variables = variables;
    }

    void check(ComposeFile file) throws UnsuitableFileException {
        Table service = file.service(change.service()).orElseThrow();
        Optional<YamlNode> named = Tree.get(service, "extends");
        if (named.isEmpty()) {
            return;
        }
        String name = named.get() instanceof Table table
                ? Tree.text(table, "service").orElse("")
                : ((Text) named.get()).value();
        Optional<String> elsewhere = named.get() instanceof Table table ? Tree.text(table, "file") : Optional.empty();
        ComposeFile holder =
                elsewhere.isPresent() ? ComposeFile.read(project.resolve(elsewhere.get()), project.source()) : file;
        Table base = holder.service(name).orElseThrow(() -> unsuitable(name, "which was not found"));
        check(name, base);
    }

    private void check(String name, Table base) throws UnsuitableFileException {
        if (Tree.get(base, "extends").isPresent() || Tree.get(base, "env_file").isPresent()) {
            throw unsuitable(name, "which has 'extends' or 'env_file' itself");
        }
        for (String key : new String[] {"user", "build", "healthcheck"}) {
            if (Tree.get(base, key).isPresent()) {
                throw unsuitable(name, "which has '" + key + "'");
            }
        }
        PortEdits ports = new PortEdits(change);
        EnvironmentEdits environment = new EnvironmentEdits(variables);
        TextEdits edits = new TextEdits(" ".repeat(base.end()));
        try {
            ports.edit(base, edits);
            environment.edit(base, edits);
        } catch (UnsuitableFileException e) {
            throw unsuitable(name, "where something has to change");
        }
        if (!edits.apply().equals(edits.text())) {
            throw unsuitable(name, "where something has to change");
        }
    }

    private static UnsuitableFileException unsuitable(String name, String what) {
        return new UnsuitableFileException(
                "The service extends '" + name + "', " + what + ": that has to be looked at by hand.");
    }
}
