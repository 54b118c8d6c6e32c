package io.github.pmmmigration.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HardwareAddressesTest {
    private static final String FIRST = "/NetworkingConfig/EndpointsConfig/a~1b";
    private static final String LABEL = "/Labels/" + ConfigDocument.escape(Labels.HARDWARE_ADDRESSES);
    private static final String SECOND = "/NetworkingConfig/EndpointsConfig/second";

    private final ConfigDocument configured = ConfigDocument.empty()
            .with(FIRST, Map.of("MacAddress", "92:d0:c6:0a:29:33"))
            .with(SECOND, Map.of("Aliases", List.of("pmm")));

    @Test
    void areNotedByNetwork() {
        assertThat(HardwareAddresses.noted(configured).text(LABEL)).contains("{\"a/b\":\"92:d0:c6:0a:29:33\"}");
        assertThat(HardwareAddresses.noted(configured).without("/Labels")).isEqualTo(configured);
        ConfigDocument without = ConfigDocument.empty().with(SECOND, Map.of());
        assertThat(HardwareAddresses.noted(without)).isEqualTo(without);
    }

    @Test
    void areGivenBackWhereTheEngineDoesNotShowThemAnyMore() {
        ConfigDocument shown = configured.without(FIRST + "/MacAddress");

        ConfigDocument recalled = HardwareAddresses.recalled(shown, Optional.of(replacement()));

        assertThat(recalled).isEqualTo(configured);
        assertThat(HardwareAddresses.recalled(shown, Optional.empty())).isEqualTo(shown);
    }

    @Test
    void doNotReplaceWhatTheEngineShows() {
        ConfigDocument changed = configured.with(FIRST + "/MacAddress", "92:00:00:00:00:01");

        assertThat(HardwareAddresses.recalled(changed, Optional.of(replacement())))
                .isEqualTo(changed);
    }

    @Test
    void areNotGivenToANetworkThatTheServerHasLeft() {
        ConfigDocument left = configured.without(FIRST);

        assertThat(HardwareAddresses.recalled(left, Optional.of(replacement()))).isEqualTo(left);
    }

    private ContainerSnapshot replacement() {
        InMemoryContainerEngine engine = InMemoryContainerEngine.withPmm2Server("pmm-server");
        ContainerSnapshot server = engine.engine().list(ContainerFilter.all()).get(0);
        engine.engine()
                .create(new ContainerSpec(
                        new ContainerName("replacement"),
                        HardwareAddresses.noted(configured).with("/Image", server.imageReference())));
        return engine.engine().inspect(new ContainerName("replacement").toRef()).orElseThrow();
    }
}
