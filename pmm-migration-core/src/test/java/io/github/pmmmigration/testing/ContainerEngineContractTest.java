package io.github.pmmmigration.testing;

import io.github.pmmmigration.testing.ContainerEngineContract.Subject;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ContainerEngineContractTest {
    private static final String TINY = "busybox:latest";

    @TestFactory
    Stream<DynamicTest> isKeptByTheInMemoryEngine() {
        InMemoryContainerEngine simulation = InMemoryContainerEngine.empty().addImage(SimulatedImage.tiny(TINY));
        return ContainerEngineContract.checks(() -> new Subject(simulation.engine(), TINY)).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }
}
