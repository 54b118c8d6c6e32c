package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.server.Secret;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptsTest {
    private final Excerpts excerpts = Excerpts.hiding(Secret.of("hunter22"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"auth_token\":\"c0ffee\",\"a\":1}           | {\"auth_token\":\"***\",\"a\":1}",
                "{\"auth_token\" : \"c0ffee                    | {\"auth_token\" : \"***\"",
                "{\"key\":\"a\\\"b\",\"name\":\"x\"}           | {\"key\":\"***\",\"name\":\"x\"}",
                "{\"Password\":\"p\"}                          | {\"Password\":\"***\"}",
                "{\"client_secret\":\"p\"}                     | {\"client_secret\":\"***\"}",
                "token glsa_abcdefgh12345 there                | token *** there",
                "key eyJrIjoiaWtnYllxOElLcHdYNkY= there        | key *** there",
                "Authorization: Bearer abcd.efgh-ijk           | Authorization: Bearer ***",
                "Authorization: Basic YWRtaW46YWRtaW4=         | Authorization: Basic ***",
                "at https://user:pw@10.0.0.1/path              | at https://***10.0.0.1/path",
                "they said hunter22!                           | they said ***!",
                "nothing to hide                               | nothing to hide"
            })
    void hidesWhatLooksLikeASecret(String text, String shown) {
        assertThat(excerpts.redacted(text)).isEqualTo(shown);
    }

    @Test
    void keepsShortBodiesInOneLine() {
        assertThat(excerpts.brief(new Buffer().writeUtf8("<html>\n  <b>\u0000Oops</b>\r\n</html>\n")))
                .isEqualTo("<html> <b> Oops</b> </html>");
    }

    @Test
    void cutsLongBodies() {
        String shown = excerpts.brief(new Buffer().writeUtf8("x".repeat(10_000)));

        assertThat(shown).hasSize(303).endsWith("...");
    }

    @Test
    void hidesASecretThatIsCutInTheMiddle() {
        String body = "x".repeat(290) + "{\"auth_token\":\"" + "s3cr3t".repeat(1_000) + "\"}";

        assertThat(excerpts.brief(new Buffer().writeUtf8(body))).doesNotContain("s3cr3t");
    }

    @Test
    void leavesWordsAloneThatAreAlsoPasswordsOfTheFactory() {
        Excerpts factory = Excerpts.hiding(Secret.of("admin"));

        assertThat(factory.redacted("user admin may not")).isEqualTo("user admin may not");
    }
}
