package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Function;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"x\":null}"})
    void takesMissingForZero(String json) {
        JsonFields fields = fields(json);

        assertThat(fields.has("x")).isFalse();
        assertThat(fields.text("x")).isEmpty();
        assertThat(fields.number("x")).isZero();
        assertThat(fields.flag("x")).isFalse();
        assertThat(fields.objects("x")).isEmpty();
        assertThat(fields.texts("x")).isEmpty();
        assertThat(fields.object("x").has("y")).isFalse();
        assertThat(fields.moment("x")).isEmpty();
    }

    @Test
    void readsNumbersHoweverTheyAreWritten() {
        JsonFields fields = fields("{\"a\":9007199254740993,\"b\":\"9007199254740993\",\"c\":1.0E3,\"d\":\"\"}");

        assertThat(fields.number("a")).isEqualTo(9_007_199_254_740_993L);
        assertThat(fields.number("b")).isEqualTo(9_007_199_254_740_993L);
        assertThat(fields.number("c")).isEqualTo(1_000);
        assertThat(fields.number("d")).isZero();
    }

    @Test
    void keepsCountsWithinBounds() {
        JsonFields fields = fields("{\"a\":-1,\"b\":99999999999}");

        assertThat(fields.count("a")).isZero();
        assertThat(fields.count("b")).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void letsTheLastOfEqualNamesWin() {
        assertThat(fields("{\"a\":1,\"a\":2}").number("a")).isEqualTo(2);
    }

    @Test
    void readsMomentsOfAnyZone() {
        assertThat(fields("{\"a\":\"2025-01-01T01:00:00.5+01:00\"}").moment("a"))
                .contains(Instant.parse("2025-01-01T00:00:00.5Z"));
    }

    @Test
    void readsScalarsAsTexts() {
        JsonFields fields = fields("{\"a\":7,\"b\":true,\"c\":[1,\"x\",null]}");

        assertThat(fields.text("a")).isEqualTo("7");
        assertThat(fields.text("b")).isEqualTo("true");
        assertThat(fields.texts("c")).containsExactly("1", "x");
    }

    @Test
    void refusesValuesOfAnotherKindWithoutRepeatingThem() {
        refuses("{\"a\":{\"s3cret\":1}}", fields -> fields.text("a"));
        refuses("{\"a\":\"s3cret\"}", fields -> fields.number("a"));
        refuses("{\"a\":\"s3cret\"}", fields -> fields.flag("a"));
        refuses("{\"a\":\"s3cret\"}", fields -> fields.object("a"));
        refuses("{\"a\":\"s3cret\"}", fields -> fields.objects("a"));
        refuses("{\"a\":[\"s3cret\"]}", fields -> fields.objects("a"));
        refuses("{\"a\":\"s3cret\"}", fields -> fields.moment("a"));
    }

    private static void refuses(String json, Function<JsonFields, Object> reading) {
        JsonFields fields = fields(json);

        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> reading.apply(fields))
                .withMessageStartingWith("'a' is not ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    private static JsonFields fields(String json) {
        try {
            return JsonFields.of(JsonValues.document(new Buffer().writeUtf8(json)), "it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
