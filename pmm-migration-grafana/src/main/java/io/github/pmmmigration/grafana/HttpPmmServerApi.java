package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.server.UpdateCheck;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** PMM's own interface over HTTP, for both majors. */
final class HttpPmmServerApi implements PmmServerApi {
    private final Readiness readiness;
    private final MajorVersion major;
    private final UpdateCalls updates;
    private final InventoryCalls inventory;
    private final SettingsCalls settings;
    private final ClientCalls clients;
    private final MetricsCalls metrics;
    private final QueryAnalyticsCalls queryAnalytics;

    HttpPmmServerApi(Caller caller, Clock clock) {
        this.readiness = new Readiness(caller);
        this.major = new MajorVersion(caller);
        this.updates = new UpdateCalls(caller, major);
        this.inventory = new InventoryCalls(caller, major);
        this.settings = new SettingsCalls(caller, major);
        this.metrics = new MetricsCalls(caller, clock);
        this.clients = new ClientCalls(caller, major, inventory, metrics);
        this.queryAnalytics = new QueryAnalyticsCalls(caller, major);
    }

    @Override
    public boolean isReady() {
        return readiness.isReady();
    }

    @Override
    public ServerVersion version() {
        return major.read();
    }

    @Override
    public UpdateCheck checkForUpdate() {
        return updates.check();
    }

    @Override
    public UpdateHandle startUpdate() {
        return updates.start();
    }

    @Override
    public UpdateProgress updateProgress(UpdateHandle handle) {
        return updates.progress(handle);
    }

    @Override
    public Inventory inventory() {
        return inventory.all();
    }

    @Override
    public ServerSettings settings() {
        return settings.read();
    }

    @Override
    public List<ClientVersion> clients() {
        return clients.all();
    }

    @Override
    public MetricsSpan metrics(Instant since) {
        return metrics.span(since);
    }

    @Override
    public long queryAnalyticsRows(Instant from, Instant to) {
        return queryAnalytics.rows(from, to);
    }
}
