package io.github.pmmmigration.report;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.json.Json;
import io.github.pmmmigration.internal.json.JsonNull;
import io.github.pmmmigration.report.MigrationReport.ActionTime;
import io.github.pmmmigration.report.MigrationReport.HopMade;
import io.github.pmmmigration.report.MigrationReport.Leftover;
import io.github.pmmmigration.report.MigrationReport.PhaseTime;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.ApiKeyMigrationResult.KeyOutcome;
import io.github.pmmmigration.step.VerificationResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Renders a report as JSON. The order of the fields is part of the schema; fields may only be added. */
final class ReportJson {
    static final String SCHEMA = "pmm-migration-report/1";

    private ReportJson() {}

    static String render(MigrationReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        identity(json, report);
        data(json, report);
        course(json, report);
        results(json, report);
        ending(json, report);
        return Json.writePretty(json);
    }

    private static void identity(Map<String, Object> json, MigrationReport report) {
        json.put("schema", SCHEMA);
        json.put("outcome", report.outcome().name());
        json.put("migrationId", report.migrationId());
        json.put("startedAt", Words.exact(report.startedAt()));
        json.put("finishedAt", Words.exact(report.finishedAt()));
        json.put("durationMillis", new Summary(report).total().toMillis());
        json.put("source", JsonParts.server(report.source()));
        json.put("target", JsonParts.server(report.target()));
    }

    private static void data(Map<String, Object> json, MigrationReport report) {
        json.put("storage", JsonParts.storage(report.storageKind(), report.storage()));
        json.put("strategy", report.strategy());
        json.put("backup", orNull(report.backup(), Function.identity()));
        json.put("copied", orNull(report.copied(), ReportJson::copied));
        json.put("downtimeMillis", orNull(report.downtime(), Duration::toMillis));
    }

    private static Map<String, Object> copied(CopiedData copied) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entries", copied.entries());
        json.put("bytes", copied.bytes());
        json.put("cloned", copied.cloned());
        return json;
    }

    private static void course(Map<String, Object> json, MigrationReport report) {
        json.put("phases", JsonParts.each(report.phases(), ReportJson::phase));
        json.put("hops", JsonParts.each(report.hops(), ReportJson::hop));
        json.put("actions", JsonParts.each(report.actions(), ReportJson::action));
        json.put("configurationDifferences", JsonParts.each(report.configurationDifferences(), JsonParts::difference));
    }

    private static void results(Map<String, Object> json, MigrationReport report) {
        json.put("apiKeys", orNull(report.apiKeys(), ReportJson::apiKeys));
        json.put("verification", orNull(report.verification(), ReportJson::verification));
        json.put("findings", JsonParts.each(report.findings(), JsonParts::finding));
        json.put("leftovers", JsonParts.each(report.leftovers(), ReportJson::leftover));
    }

    private static void ending(Map<String, Object> json, MigrationReport report) {
        WayOut wayOut = new WayOut(report);
        json.put("error", orNull(report.problem(), ReportJson::problem));
        json.put("howToRollBack", wayOut.howToRollBack());
        json.put("howToCommit", wayOut.howToCommit());
        json.put("logTail", report.logTail());
    }

    private static Map<String, Object> hop(HopMade hop) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", hop.kind().name());
        json.put("from", hop.from());
        json.put("to", hop.to());
        json.put("image", hop.image());
        json.put("reason", hop.reason());
        json.put("outcome", hop.outcome().name());
        json.put("migrationId", hop.migrationId());
        json.put("backup", orNull(hop.backup(), Function.identity()));
        json.put("downtimeMillis", orNull(hop.downtime(), Duration::toMillis));
        return json;
    }

    private static Map<String, Object> phase(PhaseTime phase) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", phase.phase().name());
        json.put("startedAt", Words.exact(phase.startedAt()));
        json.put("durationMillis", phase.duration().toMillis());
        json.put("succeeded", phase.succeeded());
        return json;
    }

    private static Map<String, Object> action(ActionTime action) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", action.id());
        json.put("phase", action.phase().name());
        json.put("description", action.description());
        json.put("startedAt", Words.exact(action.startedAt()));
        json.put("durationMillis", action.duration().toMillis());
        json.put("succeeded", action.succeeded());
        return json;
    }

    private static Map<String, Object> apiKeys(ApiKeyMigrationResult keys) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", keys.total());
        json.put("converted", keys.count(Fate.CONVERTED));
        json.put("failed", keys.count(Fate.FAILED));
        json.put("expired", keys.count(Fate.EXPIRED));
        json.put("stillAKey", keys.count(Fate.STILL_A_KEY));
        json.put("unaccounted", keys.count(Fate.UNACCOUNTED));
        json.put("keys", JsonParts.each(keys.outcomes(), ReportJson::key));
        return json;
    }

    private static Map<String, Object> key(KeyOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", outcome.key().id());
        json.put("name", outcome.key().name());
        json.put("role", outcome.key().role());
        json.put("organizationId", outcome.key().organizationId());
        json.put("expiration", orNull(outcome.key().expiration(), Words::exact));
        json.put("fate", outcome.fate().name());
        json.put("detail", outcome.detail());
        return json;
    }

    private static Map<String, Object> verification(VerificationResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("succeeded", result.succeeded());
        json.put("checks", JsonParts.each(result.checks(), ReportJson::check));
        return json;
    }

    private static Map<String, Object> check(VerificationResult.Check check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", check.name());
        json.put("required", check.required());
        json.put("verdict", check.verdict().name());
        json.put("evidence", check.evidence());
        json.put("remedy", check.remedy());
        return json;
    }

    private static Map<String, Object> leftover(Leftover leftover) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", leftover.kind());
        json.put("name", leftover.name());
        json.put("purpose", leftover.purpose());
        json.put("command", leftover.command());
        return json;
    }

    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", problem.code());
        json.put("what", problem.what());
        json.put("state", problem.state());
        json.put("remedy", problem.remedy());
        return json;
    }

    private static <T> Object orNull(Optional<T> value, Function<T, ?> render) {
        return value.<Object>map(render).orElse(JsonNull.NULL);
    }
}
