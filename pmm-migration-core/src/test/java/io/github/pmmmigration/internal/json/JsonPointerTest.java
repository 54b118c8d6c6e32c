package io.github.pmmmigration.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table is the one of RFC 6901, section 5. */
final class JsonPointerTest {

    private static final Object EXAMPLE = Json.parse("""
            {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3,
             "g|h": 4, "i\\\\j": 5, "k\\"l": 6, " ": 7, "m~n": 8}
            """);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/foo/0, \"bar\"",
                "/, 0",
                "/a~1b, 1",
                "/c%d, 2",
                "/e^f, 3",
                "/g|h, 4",
                "/i\\j, 5",
                "/k\"l, 6",
                "`/ `, 7",
                "/m~0n, 8"
            })
    void findsAsTheStandardSays(String pointer, String json) {
        JsonPointer place = JsonPointer.parse(pointer);

        assertThat(place.find(EXAMPLE)).hasValue(Json.parse(json));
        assertThat(place).hasToString(pointer);
    }

    @Test
    void findsTheWholeWithoutKeys() {
        assertThat(JsonPointer.parse("").find(EXAMPLE)).hasValue(EXAMPLE);
    }

    @ParameterizedTest
    @CsvSource({"/nothing", "/foo/2", "/foo/-1", "/foo/00", "/foo/-", "/foo/99999999999", "/foo/0/x", "/foo/bar"})
    void findsNothingWhereNothingIs(String pointer) {
        assertThat(JsonPointer.parse(pointer).find(EXAMPLE)).isEmpty();
    }

    @Test
    void unescapesOnce() {
        assertThat(JsonPointer.parse("/~01/~10").keys()).isEqualTo(List.of("~1", "/0"));
    }

    @Test
    void refusesAPointerWithoutLeadingSlash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonPointer.parse("foo"))
                .withMessageContaining("\"foo\"");
    }
}
