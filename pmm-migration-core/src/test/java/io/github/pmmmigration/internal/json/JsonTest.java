package io.github.pmmmigration.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "9223372036854775808",
                "18446744073709551615",
                "123456789012345678901234567890",
                "1.10",
                "1E400",
                "-2.50e-7",
                "1e+09"
            })
    void keepsEachDigitOfANumber(String number) {
        assertThat(Json.write(Json.parse(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "\"\"",
                "[]",
                "{}",
                "[[],{}]",
                "{\"\":[null,1,\"x\"],\"b\":{\"a\":false}}",
                "\"\\\" \\\\ \\b \\f \\n \\r \\t \\u0000 \\u001f \\u2028 \\u2029\"",
                "\"ä€😀/\"",
                "\"\\ud83d alone, \\ude00 alone, \\ude00\\ud83d swapped\""
            })
    void readsAndWritesWithoutChange(String json) {
        assertThat(Json.write(Json.parse(json))).isEqualTo(json);
    }

    @Test
    void understandsEveryEscape() {
        Object string = Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83d\\uDe00\"");

        assertThat(string).isEqualTo("\"\\/\b\f\n\r\tä😀");
    }

    @Test
    void skipsWhiteSpaceBetweenTokens() {
        Object tree = Json.parse(" \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n");

        assertThat(Json.write(tree)).isEqualTo("{\"a\":[1,2],\"b\":{}}");
    }

    @Test
    void takesTheLastOfEqualKeys() {
        assertThat(Json.parse("{\"a\":1,\"b\":2,\"a\":3}"))
                .isEqualTo(Map.of("a", new JsonNumber("3"), "b", new JsonNumber("2")));
    }

    @Test
    void keepsTheOrderOfKeys() {
        assertThat(Json.write(Json.parse("{\"z\":1,\"a\":2,\"m\":3}"))).isEqualTo("{\"z\":1,\"a\":2,\"m\":3}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "``         | a value                | 0",
                "`  `       | a value                | 2",
                "nul        | a value                | 0",
                "True       | a value                | 0",
                "+1         | a value                | 0",
                ".5         | a value                | 0",
                "NaN        | a value                | 0",
                "'a'        | a value                | 0",
                "]          | a value                | 0",
                "-          | a digit                | 1",
                "-a         | a digit                | 1",
                "1.         | a digit                | 2",
                "1.e5       | a digit                | 2",
                "1e         | a digit                | 2",
                "1e+-5      | a digit                | 3",
                "١          | a value                | 0",
                "01         | the end                | 1",
                "1 2        | the end                | 2",
                "{} x       | the end                | 3",
                "[1,]       | a value                | 3",
                "[,1]       | a value                | 1",
                "[1 2]      | ',' or ']'             | 3",
                "[1         | ',' or ']'             | 2",
                "[          | a value                | 1",
                "{\"a\":1   | ',' or '}'             | 6",
                "{\"a\":1]  | ',' or '}'             | 6",
                "{\"a\":1,} | a key in double quotes | 7",
                "{a:1}      | a key in double quotes | 1",
                "{1:1}      | a key in double quotes | 1",
                "{\"a\"}    | ':'                    | 4",
                "{\"a\" 1}  | ':'                    | 5",
                "{\"a\":}   | a value                | 5",
                "\"a        | '\"', or an escape     | 2",
                "\"\\x\"    | one of                 | 2",
                "\"\\       | one of                 | 2",
                "\"\\u12g4\" | a hexadecimal digit   | 5",
                "\"\\u12\"  | a hexadecimal digit    | 5",
                "\"\\u１２３４\" | a hexadecimal digit | 3"
            })
    void saysWhereAndWhyTextIsMalformed(String text, String expectation, int position) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse(text))
                .withMessageStartingWith("Not valid JSON: expected " + expectation)
                .withMessageEndingWith("at line 1, column " + (position + 1))
                .satisfies(failure -> assertThat(failure.position()).isEqualTo(position));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\n", "\t", "\u001f"})
    void refusesRawControlCharactersInStrings(String character) {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse("\"a" + character + "b\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u000b", "\u00a0", "\ufeff"})
    void refusesOtherWhiteSpace(String character) {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.parse(character + "1"));
    }

    @Test
    void countsLines() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse("{\n  \"a\": 1,\n  oops\n}"))
                .withMessageEndingWith("line 3, column 3");
    }

    @Test
    void quotesNothingFromMalformedText() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse("{\"password\": hunter2}"))
                .withMessageNotContainingAny("password", "hunter2");
    }

    @Test
    void readsAndWritesToTheDepthLimit() {
        String json = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

        assertThat(Json.write(Json.parse(json))).isEqualTo(json);
    }

    @Test
    void refusesTextBeyondTheDepthLimit() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse("[{\"a\":".repeat(Json.MAX_DEPTH)))
                .withMessageContaining("nested deeper than 512 levels");
    }

    @Test
    void countsDepthNotElements() {
        String json = "[" + "[],{},".repeat(Json.MAX_DEPTH) + "0]";

        assertThat(Json.write(Json.parse(json))).isEqualTo(json);
    }

    @Test
    void refusesATreeThatContainsItself() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(endless));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.tree(endless));
    }

    @Test
    void writesForPeople() {
        Object tree = Json.parse("{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":[]}");

        assertThat(Json.writePretty(tree)).isEqualTo("""
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "c": {},
                  "d": []
                }""");
    }

    @Test
    void writesPlainJavaValues() {
        assertThat(Json.write(Arrays.asList("x", 1, 2L, 1.5, true, null, Map.of("k", List.of()))))
                .isEqualTo("[\"x\",1,2,1.5,true,null,{\"k\":[]}]");
    }

    @Test
    void copiesPlainJavaValuesIntoATree() {
        Object tree = Json.tree(Arrays.asList("x", 1, null, Map.of("k", List.of(true))));

        assertThat(tree).isEqualTo(Json.parse("[\"x\",1,null,{\"k\":[true]}]"));
    }

    @Test
    void unwrapsEachPart() {
        Object tree = Json.tree(
                Map.of("a", List.of(new StringBuilder("x"))), part -> part instanceof StringBuilder s ? "" + s : part);

        assertThat(Json.write(tree)).isEqualTo("{\"a\":[\"x\"]}");
    }

    @Test
    void refusesWhatJsonCannotExpress() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Float.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Map.of(1, 2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.tree(new Object()))
                .withMessageContaining("java.lang.Object");
    }

    @Test
    void handsOutTreesThatCannotBeChanged() {
        Map<?, ?> object = (Map<?, ?>) Json.parse("{\"a\":[1]}");
        List<?> array = (List<?>) object.get("a");

        assertThat(object).isUnmodifiable();
        assertThat(array).isUnmodifiable();
    }

    @Test
    void rejectsNullText() {
        assertThatNullPointerException().isThrownBy(() -> Json.parse(null)).withMessage("text");
    }
}
