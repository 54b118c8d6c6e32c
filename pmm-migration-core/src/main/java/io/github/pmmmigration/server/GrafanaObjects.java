package io.github.pmmmigration.server;

import java.util.List;

/**
 * The things in one organisation of Grafana that must still be there after a migration, by name.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param dashboards titles with their folder, for example {@code MySQL/Overview}
 * @param folders titles
 * @param dataSources names
 * @param alertRules titles
 * @param users login names
 * @since 0.1
 */
public record GrafanaObjects(
        List<String> dashboards,
        List<String> folders,
        List<String> dataSources,
        List<String> alertRules,
        List<String> users) {
    /** Copies the lists. */
    public GrafanaObjects {
        dashboards = List.copyOf(dashboards);
        folders = List.copyOf(folders);
        dataSources = List.copyOf(dataSources);
        alertRules = List.copyOf(alertRules);
        users = List.copyOf(users);
    }
}
