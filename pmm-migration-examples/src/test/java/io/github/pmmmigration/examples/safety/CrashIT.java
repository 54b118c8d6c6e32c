package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.bed.TestBed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed with SIGKILL and run again, over data strategies and storage layouts, on a real engine.
 *
 * <p>{@code -Dcrash.kills=60} makes so many kills instead of a sample, {@code -Dcrash.seed=} repeats the random instants of another run.
 */
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 6);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void losesNothingWhereverItIsKilled() throws Exception {
        System.out.println("Crash kills: seed " + SEED);
        Random random = new Random(SEED);
        List<Combination> combinations = Combination.all();
        Map<Combination, Reference> references = new HashMap<>();
        List<String> kills = new ArrayList<>();
        int histories = 0;

        try (TestBed bed = TestBed.require()) {
            while (kills.size() < KILLS) {
                Combination combination = combinations.get(histories % combinations.size());
                Reference reference = references.get(combination);
                if (reference == null) {
                    reference = Reference.of(bed, folder, combination);
                    references.put(combination, reference);
                }
                boolean turnsBack = histories % 4 == 2 || histories % 4 == 3;
                CrashHistory history = new CrashHistory(bed, folder, combination, reference, random);
                List<String> hits = history.play(histories, turnsBack);
                System.out.println("Crash kills: " + combination + (turnsBack ? " and back: " : ": ") + hits);
                kills.addAll(hits);
                histories++;
            }
        }

        System.out.println("Crash kills: " + kills.size() + " in " + histories + " histories, seed " + SEED);
        assertThat(kills).hasSizeGreaterThanOrEqualTo(KILLS);
    }
}
