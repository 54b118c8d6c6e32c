package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private static final Instant START = Instant.parse("2025-03-01T10:00:00Z");

    private final ManualClock clock = ManualClock.at(START);

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START);

        clock.advance(Duration.ofHours(2));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7200));
    }

    @Test
    void waitsWithoutTakingTime() {
        clock.pause(Duration.ofDays(30));

        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(30)));
    }

    @Test
    void movesTogetherWithItsViewsInOtherZones() {
        ManualClock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));

        tokyo.advance(Duration.ofSeconds(1));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void doesNotRunBackwards() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("duration");
    }

    @Test
    void startsAtTheSameMomentEachTime() {
        assertThat(ManualClock.create().instant())
                .isEqualTo(ManualClock.create().instant());
    }
}
