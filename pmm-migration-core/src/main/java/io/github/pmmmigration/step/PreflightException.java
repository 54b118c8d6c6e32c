package io.github.pmmmigration.step;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.error.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when findings forbid the migration; nothing was changed.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class PreflightException extends MigrationException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** Creates the exception for these findings, blockers and others. */
    public PreflightException(List<Finding> findings) {
        super(problem(findings));
        this.findings = List.copyOf(findings);
    }

    /** Returns all findings. */
    public List<Finding> findings() {
        return findings;
    }

    private static Problem problem(List<Finding> findings) {
        List<Finding> blockers = findings.stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .toList();
        String what = blockers.stream().map(Finding::message).collect(Collectors.joining(" "));
        String remedy = blockers.stream().map(Finding::remedy).collect(Collectors.joining(" "));
        String code = blockers.size() == 1 ? blockers.get(0).code() : "PREFLIGHT_FAILED";
        return new Problem(code, what, "Nothing was changed.", remedy);
    }
}
