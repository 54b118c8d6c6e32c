package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.VerificationResult.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether what was recorded before can still be read, and whether recording goes on. */
final class HistoryChecks {
    /** How exact the oldest sample is: PMM's database drops what is too old in whole parts. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    /** How long after a cut-over its moment counts, by the clock of its host, which may differ from ours. */
    private static final Duration JUST_NOW = Duration.ofHours(1);

    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final String LOST = "History is lost or cannot be read: go back with 'rollback'.";

    private HistoryChecks() {}

    static List<Check> oldSamples(Comparison comparison) {
        Checks checks = Checks.required("old-samples");
        Optional<Instant> before = comparison.before().metrics().oldest();
        if (before.isEmpty()) {
            return List.of(checks.nothingToCompare("no samples were known before"));
        }
        Answer<MetricsSpan> answer = comparison.now().metrics(before.get());
        if (answer.value().isEmpty()) {
            return List.of(checks.unanswered(answer.refusal()));
        }
        return List.of(oldSamples(comparison, answer.value().orElseThrow(), before.get()));
    }

    private static Check oldSamples(Comparison comparison, MetricsSpan now, Instant before) {
        Checks checks = Checks.required("old-samples");
        Instant kept = comparison.context().clock().instant().minus(retention(comparison));
        Instant expected = before.isAfter(kept) ? before : kept;
        return now.oldest()
                .map(oldest -> oldest.isAfter(expected.plus(TOLERANCE))
                        ? checks.failed(
                                "the oldest sample was of " + second(before) + " and is of " + second(oldest), LOST)
                        : checks.passed("samples from " + second(oldest) + " on can be read"))
                .orElseGet(() ->
                        checks.failed("the oldest sample was of " + second(before) + ", and there is none now", LOST));
    }

    /** Fractions of a second tell nobody anything. */
    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Duration retention(Comparison comparison) {
        String text = comparison.before().settings().values().getOrDefault("data_retention", "");
        return text.matches("\\d{1,12}s")
                ? Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)))
                : Duration.ofDays(30);
    }

    /** What did not record before cannot be asked to record now. */
    static List<Check> newSamples(Comparison comparison) {
        Checks checks = new Checks("new-samples", !comparison.hasBaseline() || recorded(comparison.before()));
        Instant moment = comparison.context().clock().instant();
        Instant since = comparison.cutOverWithin(JUST_NOW).orElse(moment.minus(RECENT));
        Answer<MetricsSpan> answer =
                comparison.now().metrics(comparison.before().metrics().oldest().orElse(since));
        if (answer.value().isEmpty()) {
            return List.of(checks.unanswered(answer.refusal()));
        }
        Optional<Instant> newest = answer.value().orElseThrow().newest();
        return List.of(
                newest.filter(time -> time.isAfter(since)).isPresent()
                        ? checks.passed("the newest sample is of " + second(newest.get()))
                        : checks.failed(
                                "no sample since " + second(since),
                                "Look at the log of VictoriaMetrics in the container (/srv/logs), and whether clients"
                                        + " reach the server."));
    }

    private static boolean recorded(Baseline before) {
        Instant recently = before.takenAt().minus(JUST_NOW);
        return before.metrics().newest().filter(time -> time.isAfter(recently)).isPresent();
    }

    /** Counts the rows of the day before the baseline again: late ones may join them, none may go. */
    static List<Check> queryAnalytics(Comparison comparison) {
        Checks checks = Checks.required("query-analytics");
        OptionalLong before = comparison.before().queryAnalyticsRows();
        Instant taken = comparison.before().takenAt();
        Instant kept = comparison.context().clock().instant().minus(retention(comparison));
        if (before.isEmpty() || before.getAsLong() == 0 || taken.isBefore(kept)) {
            return List.of(checks.nothingToCompare(
                    before.isPresent() ? "there was nothing that could still be there" : "no rows were known before"));
        }
        Answer<Long> answer = comparison.now().queryAnalyticsRows(taken.minus(BaselineTaker.ANALYTICS_REACH), taken);
        return List.of(answer.value()
                .map(now -> now < before.getAsLong()
                        ? checks.failed(now + " rows of " + before.getAsLong() + " from before", LOST)
                        : checks.passed(now + " rows from before"))
                .orElseGet(() -> checks.unanswered(answer.refusal())));
    }
}
