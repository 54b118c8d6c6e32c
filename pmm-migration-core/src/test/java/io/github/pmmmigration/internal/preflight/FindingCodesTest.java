package io.github.pmmmigration.internal.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.error.FindingCodes;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingCodesTest {
    @Test
    void areAllOnThePageAndNoOthers() {
        assertThat(FindingsPage.read().rows().keySet()).containsExactlyInAnyOrderElementsOf(codes());
    }

    @Test
    void areNamedLikeTheirConstants() throws IllegalAccessException {
        for (Field field : FindingCodes.class.getFields()) {
            assertThat(field.get(null)).isEqualTo(field.getName());
        }
    }

    @Test
    void areAllProvokedBySomeTest() {
        List<String> provoked = PreflightTest.problems()
                .map(problem -> (String) problem.get()[0])
                .toList();
        List<String> elsewhere = codes().stream()
                .filter(code -> code.startsWith("ENV_")
                        || List.of(
                                        "MAC_UNCERTAIN",
                                        "TARGET_NOT_PMM2",
                                        "VIA_VERSION_UNKNOWN",
                                        "STAGE_SKIPPED",
                                        "ALREADY_CURRENT",
                                        "HOPS_LEFT",
                                        "ACCEPT_UNKNOWN",
                                        "RETIRED_SERVER_REMADE",
                                        "ROLLBACK_UNFINISHED",
                                        "FALLBACK_TAKEN",
                                        "STOPOVER_MISSING",
                                        "UPGRADE_WAY",
                                        "UPGRADE_WITHOUT_BACKUP")
                                .contains(code))
                .toList();

        assertThat(Stream.concat(provoked.stream(), elsewhere.stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(codes());
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (Field field : FindingCodes.class.getFields()) {
            codes.add(field.getName());
        }
        return codes;
    }
}
