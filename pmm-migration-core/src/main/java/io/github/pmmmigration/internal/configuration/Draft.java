package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.error.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration on its way from source to replacement.
 *
 * <p>Used by one thread during one derivation. Whatever a lens changes, it says why; what it changes without a reason is
 * plumbing that nobody needs to see.
 */
final class Draft {
    /** The reason for leaving out what the old image brought, which is no secret then. */
    static final String IMAGE_DEFAULT = "default of the old image; the new image's own applies";

    private final ReplacementRequest request;
    private final ConfigDocument original;
    private ConfigDocument document;
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final List<ConfigurationDifference> differences = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Draft(ReplacementRequest request) {
        this.request = request;
        this.original = CreateFormat.of(request.source());
        this.document = original;
    }

    ReplacementRequest request() {
        return request;
    }

    /** Returns what the user wants different; wishes for the replacement mean nothing to a server that is put back. */
    ConfigurationOverrides overrides() {
        return request.kind() == ReplacementKind.RESTORE_PMM2 ? ConfigurationOverrides.none() : request.overrides();
    }

    ContainerSnapshot source() {
        return request.source();
    }

    /** Returns the configuration as far as it has come. */
    ConfigDocument document() {
        return document;
    }

    /** Returns the defaults of the source's image, in which a place has the same pointer as in the configuration. */
    ConfigDocument imageDefaults() {
        return request.sourceImage().defaults();
    }

    /** Returns the defaults that will apply where the replacement says nothing, as far as its image is known. */
    ConfigDocument comingDefaults() {
        return request.kind() == ReplacementKind.RESTORE_PMM2
                ? imageDefaults()
                : request.targetImage().map(ImageSnapshot::defaults).orElseGet(ConfigDocument::empty);
    }

    ApiVersion api() {
        return ApiVersion.parse(request.engine().apiVersion());
    }

    boolean isPodman() {
        return request.engine().isPodman();
    }

    Optional<String> text(String pointer) {
        return document.text(pointer).filter(value -> !value.isEmpty());
    }

    void put(String pointer, Object value, String reason) {
        document = document.with(pointer, value);
        reasons.put(pointer, reason);
    }

    void drop(String pointer, String reason) {
        document = document.without(pointer);
        reasons.put(pointer, reason);
    }

    /** Drops what is no setting of anybody, so that its end is no difference to show. */
    void dropQuietly(String... pointers) {
        for (String pointer : pointers) {
            drop(pointer, "");
        }
    }

    void difference(String path, String before, String after, String reason) {
        differences.add(new ConfigurationDifference(path, before, after, reason));
    }

    void finding(Finding finding) {
        findings.add(finding);
    }

    /** Finishes with the configuration that the user made of this one. */
    Replacement toReplacement(ConfigDocument edited) {
        List<ConfigurationDifference> all =
                new ArrayList<>(TreeDifferences.explained(original, document, comingDefaults(), reasons));
        all.addAll(differences);
        all.addAll(TreeDifferences.complete(document, edited, "changed by an override"));
        return new Replacement(edited, all, findings);
    }
}
