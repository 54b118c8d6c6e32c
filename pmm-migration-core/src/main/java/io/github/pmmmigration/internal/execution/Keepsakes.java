package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.data.RecordDocument;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.HelperTask;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is kept beside the backup: the server's definition, the end of its log and the plan before the stop, report and log of
 * the replacement in the end.
 *
 * <p>The definition is kept whole, with the secrets of the environment, because the server could not be made again without them.
 * They go where the engine keeps such definitions itself: to a volume that only root can read, for as long as the retired
 * container exists. Each document is made once in a run. What cannot be made is told instead and stops nothing.
 */
final class Keepsakes implements HelperFactory.Documents {
    /** How the definition of PMM 2 is called. */
    static final String DEFINITION = "server.json";

    private static final String MIGRATED = "migrated";
    private static final int LOG_LINES = 200;
    private static final int LONGEST_LOG = 100_000;

    /** All that fits into the environment of one helper, with room for the encoding. */
    private static final int MOST_BYTES = 700_000;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Run run;
    private final Chronicle chronicle;
    private final Supplier<String> plan;
    private final Map<String, List<RecordDocument>> made = new HashMap<>();
    private Optional<Problem> problem = Optional.empty();

    Keepsakes(Run run, Chronicle chronicle, Supplier<String> plan) {
        this.run = run;
        this.chronicle = chronicle;
        this.plan = plan;
    }

    /** Notes why the run turns back. */
    void blame(Problem cause) {
        problem = Optional.of(cause);
    }

    @Override
    public List<RecordDocument> of(HelperTask task, String occasion) {
        String key = task.label() + " " + occasion;
        List<RecordDocument> known = made.get(key);
        if (known != null) {
            return known;
        }
        List<RecordDocument> fresh = fitting(task == HelperTask.SAVE_RECORDS ? before() : after(occasion));
        made.put(key, fresh);
        return fresh;
    }

    private List<RecordDocument> before() {
        ContainerSnapshot source = run.survey().source();
        return List.of(
                document(DEFINITION, () -> source.document().toPrettyJson()),
                document("server.log", () -> log(source)),
                document("plan.json", plan));
    }

    private List<RecordDocument> after(String occasion) {
        String stamp = STAMP.format(run.start());
        return List.of(
                document("report-" + stamp + ".json", () -> report(occasion)),
                document(
                        "replacement-" + stamp + ".log",
                        () -> Roster.of(run.engine(), run.migration())
                                .replacement()
                                .map(this::log)
                                .orElse("")));
    }

    private String report(String occasion) {
        Outcome outcome = occasion.equals(MIGRATED) ? Outcome.MIGRATED : Outcome.ROLLED_BACK;
        return ReportFactory.ofRun(run, chronicle, outcome, problem).toJson();
    }

    private String log(ContainerSnapshot container) {
        String log = run.engine().logTail(container.id(), LOG_LINES);
        return log.substring(Math.max(0, log.length() - LONGEST_LOG));
    }

    private static RecordDocument document(String name, Supplier<String> content) {
        try {
            return new RecordDocument(name, content.get());
        } catch (RuntimeException e) {
            return new RecordDocument(name + ".missing", "It could not be made: " + e.getMessage() + "\n");
        }
    }

    /** Leaves out what is too large to be handed over, the first documents being the most important ones. */
    private static List<RecordDocument> fitting(List<RecordDocument> documents) {
        List<RecordDocument> fitting = new ArrayList<>();
        int room = MOST_BYTES;
        for (RecordDocument document : documents) {
            int size = document.content().getBytes(StandardCharsets.UTF_8).length;
            if (size <= room) {
                fitting.add(document);
                room -= size;
            }
        }
        return fitting;
    }
}
