package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of the documentation's page about findings. */
record FindingsPage(Map<String, List<String>> rows) {
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z0-9_]{3,}) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    static FindingsPage read() {
        try {
            Map<String, List<String>> rows = new LinkedHashMap<>();
            for (String line : Files.readAllLines(Path.of("..", "docs", "findings.md"))) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    List<String> cells = new ArrayList<>(List.of(row.group(2), row.group(3), row.group(4)));
                    if (rows.put(row.group(1), cells) != null) {
                        throw new IllegalStateException("twice on the page: " + row.group(1));
                    }
                }
            }
            return new FindingsPage(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the page says of this code what the finding says of itself. */
    boolean allows(Finding finding) {
        String severity = rows.getOrDefault(finding.code(), List.of("")).get(0);
        boolean acceptable = severity.equals("BLOCKER, acceptable");
        return severity.contains(finding.severity().name())
                && (finding.severity() != Severity.BLOCKER || finding.acceptable() == acceptable);
    }
}
