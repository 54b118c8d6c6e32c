package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.internal.compose.ComposeChange;
import io.github.pmmmigration.internal.compose.ComposeEditor;
import io.github.pmmmigration.internal.compose.UnifiedDiff;
import io.github.pmmmigration.internal.compose.UnsuitableFileException;
import io.github.pmmmigration.internal.configuration.Redaction;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.ComposePatch;
import io.github.pmmmigration.step.DataStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Works out what has to change in the Compose file that a server was made from; reads that file and writes nothing. */
final class ComposePatches {
    private static final String LABEL = "com.docker.compose.";
    private static final Pattern VARIABLE =
            Pattern.compile("(?m)^([ +-]?\\s*(?:- +)?[\"']?)([A-Za-z_][A-Za-z0-9_]*)([\"']?(?:: +|=))(\\S.*)$");

    private static final Set<String> OPEN_KEYS = Set.of(
            "image",
            "container_name",
            "hostname",
            "restart",
            "profiles",
            "version",
            "name",
            "ports",
            "target",
            "published",
            "host_ip",
            "protocol",
            "mode",
            "type",
            "source",
            "volumes",
            "networks",
            "stop_grace_period");

    private final PlanSettings settings;
    private final Survey survey;

    ComposePatches(PlanSettings settings, Survey survey) {
        this.settings = settings;
        this.survey = survey;
    }

    /** Returns the patch for a server that Compose made. */
    Optional<ComposePatch> find() {
        Optional<String> service = survey.source().label(LABEL + "service");
        return service.map(name -> patch(
                name, survey.source().label(LABEL + "project.config_files").orElse("")));
    }

    private ComposePatch patch(String service, String files) {
        if (files.isEmpty() || files.indexOf(',') >= 0) {
            return ComposePatch.refused(files, "The service comes from several files, or it is not known from which.");
        }
        if (!isPlain(settings.overrides()) || settings.strategy() instanceof DataStrategy.Copy) {
            return ComposePatch.refused(
                    files, "What was asked for beyond the migration itself has to be put into the file by hand.");
        }
        try {
            String before = Files.readString(Path.of(files));
            String after = ComposeEditor.edit(before, change(service));
            String diff = hidden(UnifiedDiff.of(files, before, after));
            return ComposePatch.of(Path.of(files), before, after, diff);
        } catch (UnsuitableFileException e) {
            return ComposePatch.refused(files, e.reason());
        } catch (IOException e) {
            return ComposePatch.refused(files, "The file cannot be read here; run this where Compose is run.");
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

    private ComposeChange change(String service) {
        List<String> defaults = survey.image().defaults().texts("/Env");
        List<String> own = survey.source().document().texts("/Config/Env").stream()
                .filter(entry -> !defaults.contains(entry) && entry.indexOf('=') > 0)
                .toList();
        boolean toPmm3 = survey.leg().path().migration().isPresent();
        return new ComposeChange(service, image(), own, settings.overrides().environmentRules(), toPmm3, (int)
                Stream.of("443/tcp", "80/tcp").mapToLong(this::publications).sum());
    }

    private String image() {
        var hops = survey.leg().path().hops();
        return hops.isEmpty()
                ? survey.target().toString()
                : hops.get(hops.size() - 1).image().toString();
    }

    /** A publication without an address stands there once, whatever the engine makes of it. */
    private long publications(String port) {
        return survey.source()
                .document()
                .elements("/HostConfig/PortBindings/" + ConfigDocument.escape(port))
                .size();
    }

    /** Hides values of variables, also those of neighbours in the same file. */
    private String hidden(String diff) {
        String shown = VARIABLE.matcher(diff).replaceAll(line -> Matcher.quoteReplacement(hiddenLine(line::group)));
        for (String secret : secrets()) {
            shown = shown.replace(secret, Redaction.HIDDEN);
        }
        return shown;
    }

    private static String hiddenLine(Function<Integer, String> group) {
        String name = group.apply(2);
        boolean shown = Redaction.isHarmless(name) || OPEN_KEYS.contains(name);
        return group.apply(1) + name + group.apply(3) + (shown ? group.apply(4) : Redaction.HIDDEN);
    }

    private List<String> secrets() {
        return survey.source().document().texts("/Config/Env").stream()
                .filter(entry -> !Redaction.isHarmless(entry.replaceFirst("(?s)=.*$", "")))
                .flatMap(entry -> entry.replaceFirst("(?s)^[^=]*=?", "").lines())
                .filter(value -> value.length() >= 8)
                .toList();
    }
}
