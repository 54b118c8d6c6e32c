package io.github.pmmmigration.report;

import io.github.pmmmigration.internal.json.Json;
import io.github.pmmmigration.internal.json.JsonNull;
import io.github.pmmmigration.path.Hop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Renders a preview as JSON. The order of the fields is part of the schema; fields may only be added. */
final class PreviewJson {
    static final String SCHEMA = "pmm-migration-preview/1";

    private PreviewJson() {}

    static String render(PreviewData preview) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("executable", preview.executable());
        json.put("migrationId", preview.migrationId());
        json.put("source", JsonParts.server(preview.source()));
        json.put("target", JsonParts.server(preview.target()));
        json.put("storage", JsonParts.storage(preview.storageKind(), preview.storage()));
        json.put("strategy", preview.strategy());
        json.put("findings", JsonParts.each(preview.findings(), JsonParts::finding));
        json.put("configurationDifferences", JsonParts.each(preview.configurationDifferences(), JsonParts::difference));
        json.put("actions", JsonParts.each(preview.actions(), PreviewJson::action));
        json.put("pointOfNoReturn", orNull(pointOfNoReturn(preview).map(PlannedAction::id)));
        json.put("path", JsonParts.each(preview.path().hops(), PreviewJson::hop));
        json.put("fingerprint", preview.fingerprint());
        json.put(
                "composePatch",
                preview.composePatch().<Object>map(PreviewJson::patch).orElse(JsonNull.NULL));
        return Json.writePretty(json);
    }

    private static Map<String, Object> patch(ComposePatch patch) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", patch.file());
        json.put("diff", patch.diff());
        json.put("refusal", orNull(patch.refusal()));
        return json;
    }

    /** The first action that cannot be undone. */
    static Optional<PlannedAction> pointOfNoReturn(PreviewData preview) {
        return preview.actions().stream().filter(action -> !action.reversible()).findFirst();
    }

    private static Map<String, Object> hop(Hop hop) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", hop.kind().name());
        json.put("from", hop.from().toString());
        json.put("to", orNull(hop.to().map(Object::toString)));
        json.put("image", hop.image().toString());
        json.put("reason", hop.reason());
        json.put("fallback", orNull(hop.fallback().map(Object::toString)));
        return json;
    }

    private static Map<String, Object> action(PlannedAction action) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", action.id());
        json.put("phase", action.phase().name());
        json.put("description", action.description());
        json.put("equivalentCommand", orNull(action.equivalentCommand()));
        json.put("reversible", action.reversible());
        json.put("hop", action.hop());
        return json;
    }

    private static Object orNull(Optional<String> text) {
        return text.<Object>map(value -> value).orElse(JsonNull.NULL);
    }
}
