package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.server.UpdateCheck;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** PMM's own interface of a fake server. */
final class FakePmmApi implements PmmServerApi {
    private final FakeServer server;
    private final Credentials credentials;

    FakePmmApi(FakeServer server, Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    @Override
    public boolean isReady() {
        try {
            return server.answerAnybody("isReady", fake -> {
                fake.update.goOn(fake);
                return true;
            });
        } catch (ServerException e) {
            return false;
        }
    }

    @Override
    public ServerVersion version() {
        return server.answer("version", credentials, fake -> fake.world.serverVersion());
    }

    @Override
    public UpdateCheck checkForUpdate() {
        return asTwo("checkForUpdate", fake -> fake.update.check(fake.world.version()));
    }

    @Override
    public UpdateHandle startUpdate() {
        return asTwo("startUpdate", fake -> fake.update.start());
    }

    @Override
    public UpdateProgress updateProgress(UpdateHandle handle) {
        return server.answerAnybody("updateProgress", fake -> {
            requireTwo(fake);
            return fake.update.progress(handle, fake);
        });
    }

    @Override
    public Inventory inventory() {
        return server.answer("inventory", credentials, fake -> fake.world.inventory(fake.lagsInStatus()));
    }

    @Override
    public ServerSettings settings() {
        return server.answer("settings", credentials, fake -> fake.world.settings());
    }

    @Override
    public List<ClientVersion> clients() {
        return server.answer("clients", credentials, fake -> fake.world.clients());
    }

    @Override
    public MetricsSpan metrics(Instant since) {
        return server.answer("metrics", credentials, fake -> fake.world.metrics(since, fake.clock.instant()));
    }

    @Override
    public long queryAnalyticsRows(Instant from, Instant to) {
        return server.answer("queryAnalyticsRows", credentials, fake -> fake.world.queryAnalyticsRows());
    }

    private <T> T asTwo(String call, Function<FakeServer, T> answer) {
        return server.answer(call, credentials, fake -> {
            requireTwo(fake);
            return answer.apply(fake);
        });
    }

    private static void requireTwo(FakeServer fake) {
        if (fake.world.version().major() != 2) {
            throw FakeProblems.updatesNotOffered();
        }
    }
}
