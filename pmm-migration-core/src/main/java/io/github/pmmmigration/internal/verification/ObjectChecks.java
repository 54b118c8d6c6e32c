package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.step.VerificationResult.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Whether what people keep in Grafana is there, by name and organisation.
 *
 * <p>Users, organisations and alert rules are all people's own, so none may be missing. Dashboards, folders and data sources
 * are partly PMM's, and its releases bring different ones: some may be missing, all may not.
 */
final class ObjectChecks {
    private static final String LOOK = "Look for it in Grafana; if it is lost, go back with 'rollback'.";

    private final Map<Long, GrafanaObjects> before;
    private final Answer<Map<Long, GrafanaObjects>> after;

    private ObjectChecks(Comparison comparison) {
        this.before = new TreeMap<>(comparison.before().objects());
        this.after = comparison.now().objects();
    }

    static List<Check> organizations(Comparison comparison) {
        Checks checks = Checks.required("organisations");
        if (comparison.before().organizations().isEmpty()) {
            return List.of(checks.nothingToCompare("the organisations were not known before"));
        }
        Answer<List<Organization>> answer = comparison.now().organizations();
        return List.of(answer.value()
                .map(now -> checks.present(names(comparison.before().organizations()), names(now), LOOK))
                .orElseGet(() -> checks.unanswered(answer.refusal())));
    }

    private static List<String> names(List<Organization> organizations) {
        return organizations.stream().map(Organization::name).toList();
    }

    static List<Check> make(Comparison comparison) {
        if (comparison.before().objects().isEmpty()) {
            return List.of(
                    Checks.advisory("dashboards").nothingToCompare("what is kept in Grafana was not known before"));
        }
        ObjectChecks checks = new ObjectChecks(comparison);
        return List.of(
                checks.own("users", GrafanaObjects::users),
                checks.own("alert-rules", GrafanaObjects::alertRules),
                checks.mixed("dashboards", GrafanaObjects::dashboards),
                checks.mixed("folders", GrafanaObjects::folders),
                checks.mixed("data-sources", GrafanaObjects::dataSources));
    }

    private Check own(String name, Function<GrafanaObjects, List<String>> list) {
        return compare(Checks.required(name), list);
    }

    private Check mixed(String name, Function<GrafanaObjects, List<String>> list) {
        List<String> was = all(before, list);
        boolean allGone = after.value()
                .filter(now -> !was.isEmpty() && all(now, list).stream().noneMatch(was::contains))
                .isPresent();
        return compare(new Checks(name, allGone), list);
    }

    private Check compare(Checks checks, Function<GrafanaObjects, List<String>> list) {
        return after.value()
                .map(now -> checks.present(all(before, list), all(now, list), LOOK))
                .orElseGet(() -> checks.unanswered(after.refusal()));
    }

    /** Names of one organisation stand as they are; in several, the organisation's number goes with them. */
    private List<String> all(Map<Long, GrafanaObjects> objects, Function<GrafanaObjects, List<String>> list) {
        List<String> names = new ArrayList<>();
        objects.forEach((organization, those) -> list.apply(those)
                .forEach(name -> names.add(before.size() == 1 ? name : name + " (organisation " + organization + ")")));
        return names;
    }
}
