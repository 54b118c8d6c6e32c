package io.github.pmmmigration.grafana;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How much Query Analytics has to show. */
final class QueryAnalyticsCalls {
    private static final String PURPOSE = "count the rows of Query Analytics";

    private final Caller caller;
    private final MajorVersion major;

    QueryAnalyticsCalls(Caller caller, MajorVersion major) {
        this.caller = caller;
        this.major = major;
    }

    long rows(Instant from, Instant to) {
        String question = question(from, to);
        return major.either(
                () -> count(ApiCall.ask(PURPOSE, "/v0/qan/GetReport", question)),
                () -> count(ApiCall.ask(PURPOSE, "/v1/qan/metrics:getReport", question)));
    }

    private long count(ApiCall call) {
        return caller.read(call, reply -> reply.number("total_rows"));
    }

    private static String question(Instant from, Instant to) {
        return JsonText.object(Map.ofEntries(
                Map.entry("period_start_from", from.toString()),
                Map.entry("period_start_to", to.toString()),
                Map.entry("group_by", "queryid"),
                Map.entry("labels", List.of()),
                Map.entry("columns", List.of("load", "num_queries", "query_time")),
                Map.entry("order_by", "-load"),
                Map.entry("limit", 1),
                Map.entry("offset", 0),
                Map.entry("main_metric", "load"),
                Map.entry("search", "")));
    }
}
