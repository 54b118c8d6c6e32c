package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Checks that an implementation of {@link ContainerEngine} keeps the port's contract.
 *
 * <p>Each check asks for a fresh handle of the engine, creates containers and volumes under names of its own and removes
 * them afterwards. One anonymous volume stays, because nothing in the port can remove it.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsTheContract() {
 *     return ContainerEngineContract.checks(() -> new Subject(connect(), "busybox:latest")).stream()
 *             .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
 * }
 * }</pre>
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class ContainerEngineContract {
    private ContainerEngineContract() {}

    /**
     * What the checks run against.
     *
     * @param engine a fresh handle; each check closes its own
     * @param image reference of a small image that is on the engine, with {@code sh}, {@code sleep} and {@code id}, and
     *     without an entry point or a volume of its own
     */
    public record Subject(ContainerEngine engine, String image) {
        /** Rejects absent components. */
        public Subject {
            Objects.requireNonNull(engine, "engine");
            Objects.requireNonNull(image, "image");
        }
    }

    /** Returns all checks, in an order that shows basic failures first. */
    public static List<NamedCheck> checks(Supplier<Subject> subjects) {
        Objects.requireNonNull(subjects, "subjects");
        List<NamedCheck> checks = new ArrayList<>();
        for (Map<String, Check> group : List.of(
                ReadingChecks.all(), NamingChecks.all(), RunningChecks.all(), ExecChecks.all(), VolumeChecks.all())) {
            group.forEach((name, check) -> checks.add(new NamedCheck(name, () -> run(subjects, check))));
        }
        return List.copyOf(checks);
    }

    private static void run(Supplier<Subject> subjects, Check check) throws Exception {
        try (ContractBench bench = new ContractBench(subjects.get())) {
            check.run(bench);
        }
    }

    /** A check that is given its bench. */
    @FunctionalInterface
    interface Check {
        /** Runs the check. */
        void run(ContractBench bench) throws Exception;
    }
}
