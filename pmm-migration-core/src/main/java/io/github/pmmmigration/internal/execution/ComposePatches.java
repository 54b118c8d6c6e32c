package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.internal.compose.ComposeChange;
import io.github.pmmmigration.internal.compose.ComposeChange.ComposedContainer;
import io.github.pmmmigration.internal.compose.ComposeEdit;
import io.github.pmmmigration.internal.compose.ComposeEditor;
import io.github.pmmmigration.internal.compose.ComposeProject;
import io.github.pmmmigration.internal.compose.UnifiedDiff;
import io.github.pmmmigration.internal.compose.UnsuitableFileException;
import io.github.pmmmigration.internal.configuration.ComposeLabels;
import io.github.pmmmigration.internal.configuration.Redaction;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.ComposePatch;
import io.github.pmmmigration.step.DataStrategy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out what has to change in the Compose files that a server was made from; reads those and writes nothing. */
final class ComposePatches {
    private static final List<String> PORTS_OF_PMM2 = List.of("443/tcp", "80/tcp");
    private static final List<String> PORTS_OF_PMM3 = List.of("8443/tcp", "8080/tcp");
    private static final Set<String> AT_PMM3 =
            Set.of(ReplacementKind.MIGRATE.name(), ReplacementKind.UPGRADE_PMM3.name());
    private static final int SHORTEST_SECRET = 8;

    private final PlanSettings settings;
    private final Survey survey;

    ComposePatches(PlanSettings settings, Survey survey) {
        this.settings = settings;
        this.survey = survey;
    }

    /** Returns the patch for a server that Compose made. */
    Optional<ComposePatch> find() {
        Optional<String> service = label("service");
        return service.map(name -> patch(name, label("project.config_files").orElse("")));
    }

    private Optional<String> label(String name) {
        return ComposeLabels.find(survey.source(), name);
    }

    private ComposePatch patch(String service, String files) {
        if (files.isEmpty()) {
            return ComposePatch.refused(files, "It is not known from which file the service comes.");
        }
        if (!isPlain(settings.overrides()) || settings.strategy() instanceof DataStrategy.Copy) {
            return ComposePatch.refused(
                    files, "What was asked for beyond the migration itself has to be put into the file by hand.");
        }
        Optional<ContainerSnapshot> sibling = sibling(service);
        if (sibling.isPresent()) {
            return ComposePatch.refused(
                    files,
                    "The service has another container, '" + sibling.get().name()
                            + "'. The file would bring it to the same image,"
                            + " but its data was not prepared for that: make it a service of its own first.");
        }
        try {
            List<ComposeEdit> edits = ComposeEditor.edit(project(files), change(service));
            String diff = edits.stream().map(UnifiedDiff::of).collect(Collectors.joining());
            List<ComposePatch.Change> changes = edits.stream()
                    .map(edit -> new ComposePatch.Change(Path.of(edit.path()), edit.before(), edit.after()))
                    .toList();
            return ComposePatch.of(files, changes, hidden(diff));
        } catch (UnsuitableFileException e) {
            return ComposePatch.refused(files, e.reason());
        }
    }

    private Optional<ContainerSnapshot> sibling(String service) {
        Optional<String> project = label("project");
        return survey.neighbours().stream()
                .filter(other -> other.label(MigrationLabels.MIGRATION).isEmpty())
                .filter(other -> ComposeLabels.find(other, "service").equals(Optional.of(service)))
                .filter(other -> ComposeLabels.find(other, "project").equals(project))
                .filter(other -> !ComposeLabels.find(other, "oneoff").equals(Optional.of("True")))
                .findFirst();
    }

    /** Old versions of Compose note the files as they were named to them. */
    private ComposeProject project(String files) throws UnsuitableFileException {
        Path directory = Path.of(label("project.working_dir").orElse(""));
        List<Path> paths = Arrays.stream(files.split(",", -1))
                .map(file -> directory.resolve(file).normalize())
                .toList();
        if (paths.stream().anyMatch(path -> !path.isAbsolute())) {
            throw new UnsuitableFileException("It is not known in which folder the file lies.");
        }
        return new ComposeProject(
                paths.stream().map(Path::toString).toList(), directory.toString(), ComposePatches::read);
    }

    private static String read(String path) throws UnsuitableFileException {
        try {
            return Files.readString(Path.of(path));
        } catch (CharacterCodingException e) {
            throw new UnsuitableFileException("The file " + path + " is not written in UTF-8.");
        } catch (IOException e) {
            throw new UnsuitableFileException("The file " + path
                    + " cannot be read here; run this where Compose is run, as a user who may read it. (What was made"
                    + " in Portainer or the like has to be changed there.)");
        }
    }

    private static boolean isPlain(ConfigurationOverrides wishes) {
        boolean nothingSet = wishes.environment().isEmpty()
                && wishes.labels().isEmpty()
                && wishes.publishedPorts().isEmpty();
        boolean nothingElse = wishes.networks().isEmpty()
                && wishes.edits().isEmpty()
                && wishes.memory().isEmpty();
        return nothingSet && nothingElse && wishes.restartPolicy().isEmpty();
    }

    /** A container that a migration has made says what the file shall say, or what lies between. */
    private ComposeChange change(String service) {
        ContainerSnapshot source = survey.source();
        boolean ours = source.label(MigrationLabels.MIGRATION).isPresent();
        boolean migrated =
                ours && source.label(Labels.KIND).filter(AT_PMM3::contains).isPresent();
        List<String> searched = migrated ? PORTS_OF_PMM3 : PORTS_OF_PMM2;
        List<ConfigDocument> bindings =
                searched.stream().flatMap(this::publications).toList();
        Set<String> hostPorts = bindings.stream()
                .flatMap(binding -> binding.text("/HostPort").stream())
                .collect(Collectors.toSet());
        return new ComposeChange(
                service,
                image(),
                migrated || survey.leg().path().migration().isPresent(),
                settings.overrides().environmentRules(),
                new ComposedContainer(
                        ours ? Optional.empty() : Optional.of(source.imageReference()),
                        source.document().texts("/Config/Env"),
                        survey.image().defaults().texts("/Env"),
                        bindings.size(),
                        hostPorts));
    }

    private String image() {
        var hops = survey.leg().path().hops();
        return hops.isEmpty()
                ? survey.source().imageReference()
                : hops.get(hops.size() - 1).image().toString();
    }

    /** A publication without an address stands there once, whatever the engine makes of it. */
    private Stream<ConfigDocument> publications(String port) {
        return survey.source().document().elements("/HostConfig/PortBindings/" + ConfigDocument.escape(port)).stream();
    }

    /** What may not be shown is hidden already; should one of the server's own secrets stand in another place, it is too. */
    private String hidden(String diff) {
        String shown = diff;
        for (String secret : secrets()) {
            shown = shown.replace(secret, Redaction.HIDDEN);
        }
        return shown;
    }

    private List<String> secrets() {
        return survey.source().document().texts("/Config/Env").stream()
                .filter(entry -> !Redaction.isHarmless(entry.replaceFirst("(?s)=.*$", "")))
                .flatMap(entry -> entry.replaceFirst("(?s)^[^=]*=?", "").lines())
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .toList();
    }
}
