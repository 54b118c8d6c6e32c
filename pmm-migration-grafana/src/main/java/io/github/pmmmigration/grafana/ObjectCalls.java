package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Organization;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The names of what people keep in Grafana. */
final class ObjectCalls {
    /** How Grafana says that a feature is not there, or is switched off. */
    private static final Set<Integer> NOT_THERE = Set.of(404, 405, 410);

    private final Caller caller;

    ObjectCalls(Caller caller) {
        this.caller = caller;
    }

    GrafanaObjects all(Organization organization) {
        return new GrafanaObjects(
                search("dash-db", ObjectCalls::titleInFolder, organization),
                search("dash-folder", fields -> fields.text("title"), organization),
                names("list the data sources", "/api/datasources", "name", organization),
                alertRules(organization),
                names("list the users", "/api/org/users", "login", organization));
    }

    private List<String> search(String type, Function<JsonFields, String> name, Organization organization) {
        return Pages.collect(1, page -> {
            String path = "/api/search?type=" + type + "&limit=" + Pages.SIZE + "&page=" + page;
            ApiCall call =
                    ApiCall.get("search for dashboards and folders", path).in(organization);
            return Pages.Page.of(
                    caller.readList(call, list -> list.stream().map(name).toList()));
        });
    }

    private List<String> names(String purpose, String path, String field, Organization organization) {
        ApiCall call = ApiCall.get(purpose, path).in(organization);
        return caller.readList(
                call, list -> list.stream().map(fields -> fields.text(field)).toList());
    }

    /** All versions have the ruler's interface; the newer one for provisioning is asked where the ruler is not there. */
    private List<String> alertRules(Organization organization) {
        Reply ruler = ask("/api/ruler/grafana/api/v1/rules", organization);
        if (!isThere(ruler)) {
            Reply provisioning = ask("/api/v1/provisioning/alert-rules", organization);
            return isThere(provisioning) ? provisioning.list(ObjectCalls::titles) : List.of();
        }
        return ruler.object(ObjectCalls::ruledTitles);
    }

    private Reply ask(String path, Organization organization) {
        return caller.exchange(ApiCall.get("list the alert rules", path).in(organization));
    }

    private static boolean isThere(Reply reply) {
        if (NOT_THERE.contains(reply.status()) && reply.details().isPresent()) {
            return false;
        }
        return reply.good().succeeded();
    }

    private static List<String> titles(List<JsonFields> rules) {
        return rules.stream().map(rule -> rule.text("title")).toList();
    }

    private static List<String> ruledTitles(JsonFields folders) {
        return folders.grouped()
                .flatMap(group -> group.objects("rules").stream())
                .flatMap(ObjectCalls::grafanaRule)
                .toList();
    }

    private static Stream<String> grafanaRule(JsonFields rule) {
        return rule.has("grafana_alert")
                ? Stream.of(rule.object("grafana_alert").text("title"))
                : Stream.empty();
    }

    private static String titleInFolder(JsonFields dashboard) {
        String folder = dashboard.text("folderTitle");
        return folder.isEmpty() ? dashboard.text("title") : folder + "/" + dashboard.text("title");
    }
}
