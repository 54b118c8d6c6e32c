package io.github.pmmmigration.report;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The parts that report and preview have in common, each with a fixed order of fields. */
final class JsonParts {
    private JsonParts() {}

    static Map<String, Object> server(ServerSummary server) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("container", server.container());
        json.put("containerId", server.containerId());
        json.put("image", server.image());
        json.put("imageId", server.imageId());
        json.put("version", server.version());
        return json;
    }

    static Map<String, Object> storage(String kind, String description) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("description", description);
        return json;
    }

    static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", finding.code());
        json.put("severity", finding.severity().name());
        json.put("message", finding.message());
        json.put("evidence", finding.evidence());
        json.put("remedy", finding.remedy());
        json.put("acceptable", finding.acceptable());
        return json;
    }

    static Map<String, Object> difference(ConfigurationDifference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", difference.path());
        json.put("before", difference.before());
        json.put("after", difference.after());
        json.put("reason", difference.reason());
        return json;
    }

    static <T> List<Map<String, Object>> each(List<T> values, Function<T, Map<String, Object>> render) {
        return values.stream().map(render).toList();
    }
}
