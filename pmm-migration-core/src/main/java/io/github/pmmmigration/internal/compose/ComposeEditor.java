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
import java.util.Objects;
import java.util.Optional;

/**
 * Makes Compose files describe the replacement: image, ports, names of variables, health check.
 *
 * <p>The files are read as YAML, and only the characters of what has to change are replaced: comments and formatting stay. Then they
 * are read again, and it is proven that they mean what they should and nothing else. What does not fit this way is refused.
 * Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class ComposeEditor {
    private final ComposeProject project;
    private final ComposeChange change;
    private final Variables variables;
    private final PortEdits ports;

    private ComposeEditor(ComposeProject project, ComposeChange change) {
        this.project = project;
        this.change = change;
        this.variables = new Variables(change);
        this.ports = new PortEdits(change);
    }

    /**
     * Returns the files that have to change, as they have to be.
     *
     * @throws UnsuitableFileException when they cannot be edited like this, with the reason
     */
    public static List<ComposeEdit> edit(ComposeProject project, ComposeChange change) throws UnsuitableFileException {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(change, "change");
        return new ComposeEditor(project, change).edit();
    }

    private List<ComposeEdit> edit() throws UnsuitableFileException {
        List<ComposeFile> files = ComposeFile.defining(change.service(), project);
        List<ComposeEdit> edits = new ArrayList<>();
        Map<String, Text> written = new LinkedHashMap<>();
        Optional<String> image = Optional.empty();
        for (ComposeFile file : files) {
            Table service = file.service(change.service()).orElseThrow();
            refuse(service);
            TextEdits texts = new TextEdits(file.text());
            Optional<String> earlier = image;
            image = image(service, texts).or(() -> earlier);
            if (change.toPmm3()) {
                translate(service, texts, written);
            }
            edits.add(new ComposeEdit(file.path(), file.text(), texts.apply()));
        }
        expectSame(image.orElseThrow(
                () -> new UnsuitableFileException("The service has no image of its own in this file.")));
        if (change.toPmm3()) {
            for (ComposeFile file : files) {
                new Extended(project, change, variables).check(file);
            }
            ports.expectAll();
            variables.expectAgreement(written);
            edits.addAll(new EnvFiles(project, change, variables).edit(files));
        }
        new Proof(change).check(edits.subList(0, files.size()));
        return edits.stream()
                .filter(edit -> !edit.before().equals(edit.after()))
                .toList();
    }

    private static void refuse(Table service) throws UnsuitableFileException {
        if (Tree.get(service, "build").isPresent()) {
            throw new UnsuitableFileException("The service has 'build', which has to be looked at by hand.");
        }
    }

    /** A variable in the name of the image gives way: what it says would bring PMM 2 back. Returns what was there. */
    private Optional<String> image(Table service, TextEdits edits) throws UnsuitableFileException {
        Optional<YamlNode> node = Tree.get(service, "image");
        if (node.isEmpty() || !(node.get() instanceof Text image) || image.isNull()) {
            return Optional.empty();
        }
        edits.set(image, change.image());
        return Optional.of(image.value());
    }

    private void expectSame(String image) throws UnsuitableFileException {
        Optional<String> expected = change.container().image();
        boolean comparable = image.indexOf('$') < 0 && !image.equals(change.image());
        if (comparable && expected.isPresent() && !isSame(image, expected.get())) {
            throw new UnsuitableFileException("The file says image " + image + ", but the container was made from "
                    + expected.get() + ": the file was changed since.");
        }
    }

    private static boolean isSame(String one, String other) {
        return bare(one).equals(bare(other));
    }

    private static String bare(String image) {
        String bare = image.replaceFirst("^(docker\\.io|index\\.docker\\.io)/", "");
        return bare.substring(bare.lastIndexOf('/') + 1).indexOf(':') < 0 && bare.indexOf('@') < 0
                ? bare + ":latest"
                : bare;
    }

    private void translate(Table service, TextEdits edits, Map<String, Text> written) throws UnsuitableFileException {
        ports.edit(service, edits);
        new EnvironmentEdits(variables).edit(service, edits);
        collect(service, written);
        Pair user = Tree.pairs(service).get("user");
        if (user != null) {
            edits.removeLines(user.key().start(), user.value().end());
        }
        Optional<YamlNode> test = Tree.table(service, "healthcheck").flatMap(check -> Tree.get(check, "test"));
        for (YamlNode argument : Tree.elements(test)) {
            if (argument instanceof Text text) {
                healthCheck(text, edits);
            }
        }
    }

    private static void healthCheck(Text text, TextEdits edits) throws UnsuitableFileException {
        String raw = edits.text().substring(text.start(), text.end());
        String adapted = HealthCheckFields.adapted(raw);
        if (!adapted.equals(raw)) {
            edits.replace(text.start(), text.end(), adapted);
        }
    }

    /** Gathers what the files say about the environment. */
    private static void collect(Table service, Map<String, Text> written) {
        Optional<YamlNode> environment = Tree.get(service, "environment");
        if (environment.filter(Tree::replaces).isPresent()) {
            written.clear();
        }
        if (environment.isPresent() && environment.get() instanceof Table table) {
            Tree.pairs(table).forEach((name, pair) -> {
                if (pair.value().real() instanceof Text text && !text.isNull()) {
                    written.put(name, text);
                }
            });
        } else if (environment.isPresent() && environment.get() instanceof Items items) {
            for (YamlNode item : items.items()) {
                if (item.real() instanceof Text text && text.value().indexOf('=') > 0) {
                    int equals = text.value().indexOf('=');
                    String value = text.value().substring(equals + 1);
                    written.put(
                            text.value().substring(0, equals),
                            new Text(text.start(), text.end(), "", value, text.style() == ' ' ? '"' : text.style()));
                }
            }
        }
    }
}
