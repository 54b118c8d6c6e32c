package io.github.pmmmigration.internal.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.pmmmigration.internal.compose.ComposeChange.ComposedContainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever somebody wrote into his files: they are changed, left alone, or refused with a reason. */
class ComposeFuzzTest {
    private static final int MUTATIONS = 8_000;
    private static final String MARKS = "\"'\\:#-[]{},|>&*!?%@` \n\t\r0xuU~<é\0$8443/";
    private static final List<String> WORDS = List.of(
            "${TAG:-2}",
            "443:443",
            "&a ",
            "*a",
            "<<: *a",
            "!reset ",
            "extends: pmm",
            "include: [b.yaml]",
            "env_file: .env",
            "8000-9000:443-500",
            "\"\\x41\"",
            "services:",
            "  pmm:",
            "null",
            "scale: 2",
            "- target: 443");
    private static final String FILE = """
            x-common: &common
              restart: always
            services:
              db:
                image: mysql:8
              pmm:
                <<: *common
                image: "percona/pmm-server:${TAG:-2}" # the tag
                container_name: pmm
                ports:
                  - "443:443"
                  - target: 80
                    published: "8080"
                environment:
                  DISABLE_TELEMETRY: "1"
                  METRICS_RESOLUTION: 5s
                env_file: [ .env ]
                healthcheck:
                  test: ["CMD", "curl", "-f", "https://127.0.0.1/v1/readyz"]
            """;
    private static final String VARIABLES = "TAG=2.44.1\nDISABLE_UPDATES='1'\n# note\nexport X=\"y\"\n";

    @Test
    void isAboutAFileThatCanBeChanged() {
        assertThat(isChanged(FILE, VARIABLES)).isTrue();
    }

    @Test
    void neverBreaks() {
        Random random = new Random(20_260_102);
        int changed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder file = new StringBuilder(FILE);
            StringBuilder variables = new StringBuilder(VARIABLES);
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutate(random.nextInt(4) == 0 ? variables : file, random);
            }
            changed += isChanged(file.toString(), variables.toString()) ? 1 : 0;
        }
        assertThat(changed).isBetween(MUTATIONS / 10, MUTATIONS - MUTATIONS / 10);
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
            case 1 -> text.delete(at, at + 1);
            case 2 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            default -> text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
        }
    }

    private static boolean isChanged(String file, String variables) {
        Map<String, String> files =
                Map.of("/p/compose.yaml", file, "/p/.env", variables, "/p/b.yaml", "services: {}\n");
        ComposeSource source = path -> Optional.ofNullable(files.get(path))
                .orElseThrow(() -> new UnsuitableFileException("The file " + path + " cannot be read here."));
        try {
            return !ComposeEditor.edit(new ComposeProject(List.of("/p/compose.yaml"), "/p", source), change())
                    .isEmpty();
        } catch (UnsuitableFileException e) {
            assertThat(e.reason()).isNotBlank();
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("broke on\n" + file + "\nwith\n" + variables, e);
        }
    }

    private static ComposeChange change() {
        return new ComposeChange(
                "pmm",
                "percona/pmm-server:3.8.1",
                true,
                List.of(),
                new ComposedContainer(
                        Optional.of("percona/pmm-server:2.44.1"),
                        List.of(
                                "DISABLE_TELEMETRY=1",
                                "METRICS_RESOLUTION=5s",
                                "TAG=2.44.1",
                                "DISABLE_UPDATES=1",
                                "X=y"),
                        List.of(),
                        2,
                        Set.of("443", "8080")));
    }
}
