package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.testing.ContainerEngineContract;
import io.github.pmmmigration.testing.ContainerEngineContract.Subject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the adapter to the contract of the port, on a real engine. */
final class ContainerEngineContractIT {
    private static TestBed bed;

    @BeforeAll
    static void pull() {
        bed = TestBed.require();
        try (DockerEngine engine = bed.connect()) {
            if (engine.inspectImage(bed.image()).isEmpty()) {
                engine.pull(bed.image(), PullListener.NONE);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return ContainerEngineContract.checks(
                        () -> new Subject(bed.connect(), bed.image().toString()))
                .stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }
}
