package io.github.pmmmigration.report;

import io.github.pmmmigration.report.MigrationReport.ActionTime;
import io.github.pmmmigration.report.MigrationReport.PhaseTime;
import io.github.pmmmigration.step.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Draws phases and actions as bars on one scale of time. */
final class HtmlTimeline {
    private static final Set<Phase<?, ?>> WITHOUT_SERVICE =
            Set.of(Phase.STOP_SERVER, Phase.PREPARE_DATA, Phase.REPLACE_CONTAINER, Phase.AWAIT_READINESS);

    private final MigrationReport report;
    private final double total;
    private final Html html = new Html();

    private HtmlTimeline(MigrationReport report) {
        this.report = report;
        this.total = Math.max(1, new Summary(report).total().toMillis());
    }

    static Html render(MigrationReport report) {
        return new HtmlTimeline(report).render();
    }

    private Html render() {
        downtime();
        report.phases().forEach(this::phase);
        scale();
        return html;
    }

    /** From the stop of the server on, as long as nobody could reach PMM. */
    private void downtime() {
        Optional<PhaseTime> stop = report.phases().stream()
                .filter(phase -> phase.phase() == Phase.STOP_SERVER)
                .findFirst();
        if (stop.isPresent() && report.downtime().isPresent()) {
            Duration downtime = report.downtime().get();
            html.open("div", "class=\"lane outage\"");
            lane("Downtime", Words.duration(downtime), bar(stop.get().startedAt(), downtime, "bar gap"));
            html.close("div");
        }
    }

    private void phase(PhaseTime phase) {
        List<ActionTime> actions = report.actions().stream()
                .filter(action -> action.phase() == phase.phase())
                .toList();
        String bar = bar(phase.startedAt(), phase.duration(), "bar " + look(phase));
        if (actions.isEmpty()) {
            html.open("div", "class=\"lane\"");
            lane(Words.phase(phase.phase()), time(phase.duration(), phase.succeeded()), bar);
            html.close("div");
            return;
        }
        html.open("details").open("summary", "class=\"lane\"");
        lane(Words.phase(phase.phase()), time(phase.duration(), phase.succeeded()), bar);
        html.close("summary");
        actions.forEach(this::action);
        html.close("details");
    }

    private static String look(PhaseTime phase) {
        if (!phase.succeeded()) {
            return "failed";
        }
        return WITHOUT_SERVICE.contains(phase.phase()) ? "offline" : "online";
    }

    private void action(ActionTime action) {
        html.open("div", "class=\"lane action\"");
        String look = action.succeeded() ? "bar thin" : "bar thin failed";
        lane(
                action.description(),
                time(action.duration(), action.succeeded()),
                bar(action.startedAt(), action.duration(), look));
        html.close("div");
    }

    private void lane(String name, String time, String bar) {
        html.element("span", "name", name).element("span", "time", time);
        html.open("span", "class=\"track\" aria-hidden=\"true\"").raw(bar).close("span");
    }

    private static String time(Duration duration, boolean succeeded) {
        return Words.duration(duration) + (succeeded ? "" : ", not finished");
    }

    private String bar(Instant begin, Duration duration, String look) {
        double from = within(Duration.between(report.startedAt(), begin).toMillis() / total);
        double width = Math.min(1 - from, within(duration.toMillis() / total));
        return String.format(
                Locale.ROOT, "<i class=\"%s\" style=\"left:%.2f%%;width:%.2f%%\"></i>", look, from * 100, width * 100);
    }

    private static double within(double share) {
        return Math.max(0, Math.min(1, share));
    }

    private void scale() {
        html.open("p", "class=\"scale\" aria-hidden=\"true\"");
        html.element("span", "", "0").element("span", "", Words.duration(Duration.ofMillis((long) total)));
        html.close("p");
    }
}
