package io.github.pmmmigration.internal.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.pmmmigration.internal.compose.YamlNode.Text;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlParserTest {
    private static final int MUTATIONS = 20_000;
    private static final String MARKS = "\"'\\:#-[]{},|>&*!?%@` \n\t\r0xuU~<é\0";
    private static final String FILE = """
            # a file of many ways to write things
            x-common: &common {restart: always, labels: {"a": 'b', c: [d, "e"]}}
            services:
              pmm:
                <<: *common
                image: "percona/pmm-server:${TAG:-2}" # the tag
                ports: ["443:443", '80:80']
                environment:
                  - A=1
                  - "B=\\u0041\\x42\\n\\
                     c"
                command: >-
                  one
                  two
                entrypoint: |
                  sh
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "\\x41\\u00e9"        | Aé
                    "\\U0001F600"        | 😀
                    "a\\"b\\\\c\\/d"      | a"b\\c/d
                    'it''s \\x41'        | it's \\x41
                    """)
    void readsWhatIsEscaped(String written, String meant) throws Exception {
        assertThat(value("key: " + written.strip())).isEqualTo(meant.strip());
    }

    @Test
    void joinsLinesWhoseEndIsEscaped() throws Exception {
        assertThat(value("key: \"one \\\n    two\\\r\n    three\"")).isEqualTo("one twothree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\xZZ\"", "\"\\x4\"", "\"\\u12\"", "\"\\UFFFFFFFF\"", "\"\\q\"", "\"\\"})
    void refusesWhatIsNoEscape(String written) {
        assertThatThrownBy(() -> value("key: " + written))
                .isInstanceOf(UnsuitableFileException.class)
                .hasMessageStartingWith("Line 1 ");
    }

    /** Whatever somebody wrote: it is understood, or it is refused with a reason. */
    @Test
    void neverBreaks() {
        Random random = new Random(20_260_101);
        int understood = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder text = new StringBuilder(FILE);
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutate(text, random);
            }
            understood += isUnderstood(text.toString()) ? 1 : 0;
        }
        assertThat(understood).isBetween(MUTATIONS / 20, MUTATIONS - MUTATIONS / 20);
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(3)) {
            case 0 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
            case 1 -> text.delete(at, at + 1);
            default -> text.setLength(random.nextInt(8) == 0 ? at : text.length());
        }
    }

    private static boolean isUnderstood(String text) {
        try {
            YamlParser.parse(text);
            return true;
        } catch (UnsuitableFileException e) {
            assertThat(e.reason()).isNotBlank();
            return false;
        } catch (RuntimeException e) {
            return fail("broke on\n" + text, e);
        }
    }

    private static String value(String text) throws UnsuitableFileException {
        return ((Text) YamlParser.parse(text).pairs().get(0).value()).value();
    }
}
