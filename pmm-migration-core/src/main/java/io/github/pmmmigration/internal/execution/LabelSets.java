package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.step.MigrationNames;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels that everything of a migration carries. */
final class LabelSets {
    private LabelSets() {}

    static Map<String, String> common(MigrationNames names, ContainerId source, String role) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(MigrationLabels.MIGRATION, names.migration().value());
        labels.put(MigrationLabels.ROLE, role);
        labels.put(MigrationLabels.SOURCE, source.value());
        labels.put(MigrationLabels.SOURCE_NAME, names.server().value());
        labels.put(MigrationLabels.VERSION, LibraryVersion.text());
        return labels;
    }
}
