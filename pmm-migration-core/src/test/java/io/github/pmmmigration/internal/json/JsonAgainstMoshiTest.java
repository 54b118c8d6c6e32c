package io.github.pmmmigration.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonAgainstMoshiTest {

    private static final int DEPTH = 5;
    private static final int DAMAGES = 20;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackWhatItWrote(long seed) {
        Object tree = new RandomJson(seed).value(DEPTH);

        assertThat(Json.parse(Json.write(tree))).isEqualTo(tree);
        assertThat(Json.parse(Json.writePretty(tree))).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writesWhatMoshiReads(long seed) {
        Object tree = new RandomJson(seed).value(DEPTH);

        assertThat(MoshiOracle.parse(Json.write(tree))).isEqualTo(tree);
        assertThat(MoshiOracle.parse(Json.writePretty(tree))).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void acceptsDamagedTextOnlyIfMoshiReadsTheSame(long seed) {
        RandomJson random = new RandomJson(seed);
        String json = Json.write(random.value(DEPTH));

        for (int damage = 0; damage < DAMAGES; damage++) {
            String damaged = random.damaged(json);
            Optional<Object> tree = parsed(damaged);

            tree.ifPresent(ours -> assertThat(ours).as(damaged).isEqualTo(MoshiOracle.parse(damaged)));
        }
    }

    private static Optional<Object> parsed(String json) {
        try {
            return Optional.of(Json.parse(json));
        } catch (JsonException malformed) {
            return Optional.empty();
        }
    }
}
