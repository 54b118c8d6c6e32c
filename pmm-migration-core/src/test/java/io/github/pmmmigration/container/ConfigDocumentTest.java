package io.github.pmmmigration.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigDocumentTest {

    private static final ConfigDocument SERVER = ConfigDocument.parse("""
            {
              "Image": "percona/pmm-server:2",
              "Env": ["A=1", null, 7, "B=2"],
              "Labels": null,
              "HostConfig": {
                "Memory": 9007199254740993,
                "CpuShares": 0.5,
                "Privileged": false,
                "PortBindings": {"443/tcp": [{"HostPort": "8443"}, null], "80/tcp": null}
              }
            }
            """);

    @Test
    void readsEachTypeOfValue() {
        assertThat(SERVER.text("/Image")).hasValue("percona/pmm-server:2");
        assertThat(SERVER.number("/HostConfig/Memory")).hasValue(9007199254740993L);
        assertThat(SERVER.flag("/HostConfig/Privileged")).hasValue(false);
        assertThat(SERVER.texts("/Env")).containsExactly("A=1", "B=2");
        assertThat(SERVER.keys("/HostConfig")).containsExactly("Memory", "CpuShares", "Privileged", "PortBindings");
        assertThat(SERVER.elements("/HostConfig/PortBindings/443~1tcp"))
                .containsExactly(ConfigDocument.parse("{\"HostPort\":\"8443\"}"));
        assertThat(SERVER.at("/HostConfig/PortBindings"))
                .hasValueSatisfying(
                        ports -> assertThat(ports.text("/443~1tcp/0/HostPort")).hasValue("8443"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Absent", "/Labels", "/Labels/deeper", "/Image/deeper", "/Env/9", "/HostConfig/CpuShares"})
    void readsAbsentNullAndOtherTypesAsEmpty(String pointer) {
        assertThat(SERVER.text(pointer)).isEmpty();
        assertThat(SERVER.number(pointer)).isEmpty();
        assertThat(SERVER.flag(pointer)).isEmpty();
        assertThat(SERVER.elements(pointer)).isEmpty();
        assertThat(SERVER.texts(pointer)).isEmpty();
        assertThat(SERVER.keys(pointer)).isEmpty();
    }

    @Test
    void seesNoDocumentInNull() {
        assertThat(SERVER.at("/Labels")).isEmpty();
        assertThat(SERVER.at("/Absent")).isEmpty();
        assertThat(ConfigDocument.parse("null").at("")).isEmpty();
    }

    @Test
    void readsAScalarDocumentThroughTheEmptyPointer() {
        ConfigDocument image = SERVER.at("/Image").orElseThrow();

        assertThat(image.text("")).hasValue("percona/pmm-server:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                   | /a      | {\"a\":\"x\"}",
                "{}                   | /a/b/c  | {\"a\":{\"b\":{\"c\":\"x\"}}}",
                "{\"a\":null}         | /a/b    | {\"a\":{\"b\":\"x\"}}",
                "{\"a\":1,\"b\":2}    | /a      | {\"a\":\"x\",\"b\":2}",
                "{\"a\":[1,2]}        | /a/0    | {\"a\":[\"x\",2]}",
                "{\"a\":[1,2]}        | /a/2    | {\"a\":[1,2,\"x\"]}",
                "{\"a\":[1,2]}        | /a/-    | {\"a\":[1,2,\"x\"]}",
                "{\"a\":[]}           | /a/-/b  | {\"a\":[{\"b\":\"x\"}]}",
                "{\"a\":[{\"b\":1}]}  | /a/0/b  | {\"a\":[{\"b\":\"x\"}]}",
                "{\"a\":1}            | ``      | \"x\"",
                "{}                   | /x~1y~0 | {\"x/y~\":\"x\"}"
            })
    void placesAValue(String json, String pointer, String expected) {
        assertThat(ConfigDocument.parse(json).with(pointer, "x").toJson()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/Image/x", "/Env/5", "/Env/x", "/Env/0/x", "/HostConfig/Memory/0"})
    void refusesToPlaceAValueWhereNoneCanBe(String pointer) {
        assertThatIllegalArgumentException().isThrownBy(() -> SERVER.with(pointer, "x"));
    }

    @Test
    void acceptsEveryTypeOfValue() {
        ConfigDocument ports = ConfigDocument.parse("{\"HostPort\":\"1\"}");
        ConfigDocument changed = ConfigDocument.empty()
                .with("/number", 1L)
                .with("/flag", true)
                .with("/list", List.of("x", ports))
                .with("/map", Map.of("k", ports))
                .with("/document", ports);

        assertThat(changed.toJson())
                .isEqualTo("{\"number\":1,\"flag\":true,\"list\":[\"x\",{\"HostPort\":\"1\"}],"
                        + "\"map\":{\"k\":{\"HostPort\":\"1\"}},\"document\":{\"HostPort\":\"1\"}}");
    }

    @Test
    void refusesOtherTypesOfValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> SERVER.with("/x", new Object()));
        assertThatNullPointerException()
                .isThrownBy(() -> SERVER.with("/x", null))
                .withMessage("value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2}    | /a     | {\"b\":2}",
                "{\"a\":null}         | /a     | {}",
                "{\"a\":[1,2,3]}      | /a/1   | {\"a\":[1,3]}",
                "{\"a\":{\"b\":1}}    | /a/b   | {\"a\":{}}",
                "{\"a\":[{\"b\":1}]}  | /a/0/b | {\"a\":[{}]}",
                "{\"a\":1}            | /b     | {\"a\":1}",
                "{\"a\":1}            | /a/b   | {\"a\":1}",
                "{\"a\":[1]}          | /a/-   | {\"a\":[1]}",
                "{\"a\":[1]}          | /a/1   | {\"a\":[1]}",
                "{\"a\":1}            | ``     | {}"
            })
    void removesAValue(String json, String pointer, String expected) {
        assertThat(ConfigDocument.parse(json).without(pointer).toJson()).isEqualTo(expected);
    }

    @Test
    void staysAsItWas() {
        String before = SERVER.toJson();

        SERVER.with("/HostConfig/PortBindings/443~1tcp/0/HostPort", "1").without("/Env/0");

        assertThat(SERVER.toJson()).isEqualTo(before);
    }

    @Test
    void findsEscapedKeys() {
        ConfigDocument document = ConfigDocument.parse("{\"a/b~1\":\"x\"}");

        assertThat(document.text("/" + ConfigDocument.escape("a/b~1"))).hasValue("x");
    }

    @Test
    void isEqualByContent() {
        ConfigDocument one = ConfigDocument.parse("{\"a\":1,\"b\":[true]}");
        ConfigDocument other = ConfigDocument.parse("{ \"b\": [true], \"a\": 1 }");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(one.with("/a", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"token\":\"secret\"} | ConfigDocument[1 fields]",
                "[\"secret\"]           | ConfigDocument[1 elements]",
                "\"secret\"             | ConfigDocument[1 value]"
            })
    void doesNotShowItsContent(String json, String expected) {
        assertThat(ConfigDocument.parse(json)).hasToString(expected);
    }

    @Test
    void writesForPeople() {
        assertThat(ConfigDocument.parse("{\"a\":1}").toPrettyJson()).isEqualTo("{\n  \"a\": 1\n}");
    }
}
