package io.github.pmmmigration.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTML report as a real browser shows it, on a telephone and on a screen. */
class HtmlInBrowserTest {
    private static final Map<String, MigrationReport> REPORTS = Map.of(
            "migrated", SampleReports.migrated(),
            "rolled-back", SampleReports.rolledBack(),
            "stopped", SampleReports.stoppedBeforeAnything());

    /** Everything that sticks out of the window, sideways. */
    private static final String TOO_WIDE = """
            [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
                .map(e => e.tagName + ' ' + e.textContent.slice(0, 40)).join('; ')
            """;

    /** Everything with text of its own that is too small to read. */
    private static final String TOO_SMALL = """
            [...document.body.querySelectorAll('*')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .filter(e => parseFloat(getComputedStyle(e).fontSize) < 11.5)
                .map(e => e.tagName + ' ' + getComputedStyle(e).fontSize).join('; ')
            """;

    /** Everything with text of its own that is too faint to read: less contrast than the guidelines ask for, 4.5 to 1. */
    private static final String TOO_FAINT = """
            (() => {
              const light = c => c.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const rgba = text => text.match(/[\\d.]+/g).map(Number);
              const ground = e => { for (; e; e = e.parentElement) {
                  const c = rgba(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0.99) return c.slice(0, 3); }
                  return [255, 255, 255]; };
              return [...document.body.querySelectorAll('*')]
                  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                  .filter(e => { const a = light(rgba(getComputedStyle(e).color).slice(0, 3)), b = light(ground(e));
                      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5; })
                  .map(e => e.className + ' ' + e.textContent.slice(0, 30)).join('; ');
            })()
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "migrated, 390",
        "migrated, 1100",
        "rolled-back, 390",
        "rolled-back, 1100",
        "stopped, 390",
        "stopped, 1100"
    })
    void showsEverythingLegiblyAndLoadsNothingElse(String name, int width) throws Exception {
        Path file = write(REPORTS.get(name));

        try (Chromium browser = Chromium.start(folder)) {
            browser.show(file, width);

            assertThat(browser.evaluate("innerWidth")).isEqualTo("" + width);
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo("true");
            assertThat(browser.evaluate(TOO_WIDE)).isEmpty();
            assertThat(browser.evaluate(TOO_SMALL)).isEmpty();
            assertThat(browser.evaluate(TOO_FAINT)).isEmpty();
            assertThat(browser.evaluate("document.querySelectorAll('script, link, iframe, img, object, embed').length"))
                    .isEqualTo("0");
            assertThat(browser.requested()).containsExactly(file.toUri().toString());
        }
    }

    /** What stands in each visible part of a page, by its heading; figures have labels instead, marked here. */
    private static final String PARTS = """
            [...document.querySelectorAll('section, dl.figures > div')]
                .filter(e => e.getBoundingClientRect().height > 20 && getComputedStyle(e).visibility === 'visible')
                .map(e => (e.tagName === 'SECTION' ? '' : '#') + (e.querySelector('h2, dt') || e).textContent + '=' + e.textContent.replace(/\\s+/g, ' '))
                .join('\\n')
            """;

    @Test
    void showsOnATelephoneAllThatAReportSays() throws Exception {
        Path file = write(SampleReports.migrated());

        try (Chromium browser = Chromium.start(folder)) {
            List<String> parts = browser.show(file, 390).evaluate(PARTS).lines().toList();

            assertPart(parts, "#Downtime", "1 min 12 s");
            assertPart(parts, "Timeline", "Stop PMM 2", "Wait until PMM 3 serves", "PMM could not be reached");
            assertPart(parts, "How to go back", "pmm-migrate rollback --container pmm-server");
            assertPart(parts, "How to accept", "pmm-migrate commit --container pmm-server");
            assertPart(parts, "What was noticed", "MANAGED_BY_COMPOSE", "Change the image in the Compose file");
            assertPart(parts, "Before and after", "2.44.1", "3.8.1", "sha256:2222bbbb");
            assertPart(parts, "API keys", "deploy", "Converted", "old-job", "Expired");
            assertPart(parts, "Checks", "12 of 12 services are there", "Not proven");
            assertPart(parts, "What is different", "8443/tcp -> 0.0.0.0:443", "PMM 3 listens on 8443");
            assertPart(parts, "What was kept", "docker volume rm pmm-server-backup-4f5a1b2c3d4e");
            assertThat(List.of("thead", "script"))
                    .allSatisfy(tag -> assertThat(browser.evaluate("[...document.querySelectorAll('" + tag
                                    + "')].every(e => e.getBoundingClientRect().width <= 1)"))
                            .isEqualTo("true"));
        }
    }

    private static void assertPart(List<String> parts, String title, String... texts) {
        assertThat(parts)
                .filteredOn(part -> part.startsWith(title))
                .as(title)
                .singleElement()
                .asString()
                .contains(texts);
    }

    /** A probe that finds nothing in a bad page would prove nothing of a good one. */
    @Test
    void noticesWhatCannotBeRead() throws Exception {
        Path file = Files.writeString(
                folder.resolve("bad.html"),
                "<body><p style='width:1500px'>wide</p><p style='font-size:9px'>small</p><p style='color:#bbb'>faint</p>");

        try (Chromium browser = Chromium.start(folder)) {
            browser.show(file, 1100);

            assertThat(browser.evaluate(TOO_WIDE)).isEqualTo("P wide");
            assertThat(browser.evaluate(TOO_SMALL)).isEqualTo("P 9px");
            assertThat(browser.evaluate(TOO_FAINT)).isEqualTo(" faint");
        }
    }

    /** What would come from outside, or run, is forbidden by the page itself, should anything ever get in. */
    @Test
    void runsNoScriptThatGotIn() throws Exception {
        Path file = Files.writeString(
                folder.resolve("report.html"),
                SampleReports.migrated()
                        .toHtml()
                        .replace(
                                "</body>",
                                "<script>document.title = 'taken'</script>"
                                        + "<img src='https://outside.invalid/x.png'></body>"));

        try (Chromium browser = Chromium.start(folder)) {
            browser.show(file, 1100);

            assertThat(browser.evaluate("document.title")).doesNotContain("taken");
            assertThat(browser.evaluate("document.images[0].naturalWidth")).isEqualTo("0");
        }
    }

    private Path write(MigrationReport report) throws IOException {
        return Files.writeString(folder.resolve("report.html"), report.toHtml());
    }
}
