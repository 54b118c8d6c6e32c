package io.github.pmmmigration.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortPublicationTest {
    @ParameterizedTest
    @CsvSource({
        "8443, '', '', 8443/tcp",
        "443:8443, '', 443, 8443/tcp",
        "443:8443/TCP, '', 443, 8443/tcp",
        "127.0.0.1:443:8443/udp, 127.0.0.1, 443, 8443/udp",
        "127.0.0.1::8443, 127.0.0.1, '', 8443/tcp",
        "[::1]:443:8443, ::1, 443, 8443/tcp",
        "8000-8010:8443/sctp, '', 8000-8010, 8443/sctp"
    })
    void readsTheFormOfTheCommandLine(String text, String address, String host, String inside) {
        assertThat(PortPublication.parse(text)).containsExactly(new PortPublication(address, host, inside));
    }

    @Test
    void spreadsRanges() {
        assertThat(PortPublication.parse("127.0.0.1:9000-9001:8443-8444"))
                .containsExactly(
                        new PortPublication("127.0.0.1", "9000", "8443/tcp"),
                        new PortPublication("127.0.0.1", "9001", "8444/tcp"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "443:",
                ":",
                "a:b",
                "host:443:8443",
                "443:8443/icmp",
                "0",
                "65536",
                "443:99999",
                "2-1",
                "1-3:1-2",
                "::1:443:8443",
                "443:8443 ",
                "-1:443"
            })
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PortPublication.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8443/tcp", "443:8443/tcp", "127.0.0.1:443:8443/udp", "[::1]:443:8443/tcp", "127.0.0.1::8443/tcp"
            })
    void writesTheFormItReads(String text) {
        assertThat(PortPublication.parse(text)).hasToString("[" + text + "]");
    }
}
