package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.KeyedServer;
import io.github.pmmmigration.step.PreparedData;
import io.github.pmmmigration.step.ReplacedServer;
import io.github.pmmmigration.step.ServingServer;
import io.github.pmmmigration.step.SourceServer;
import io.github.pmmmigration.step.StoppedServer;
import io.github.pmmmigration.step.StoredServer;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerifiedServer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds the typed states of phases from what is seen now, so that they are the same before and after a crash. */
final class StateFactory {
    private static final ServerEndpoint NOWHERE = ServerEndpoint.of(URI.create("https://127.0.0.1"));

    private final Run run;
    private final Map<Class<?>, Supplier<?>> makers;

    StateFactory(Run run) {
        this.run = run;
        this.makers = Map.of(
                SourceServer.class, this::source,
                StoredServer.class, this::stored,
                StoppedServer.class, this::stopped,
                PreparedData.class, this::prepared,
                ReplacedServer.class, this::replaced,
                ServingServer.class, this::serving,
                KeyedServer.class, this::keyed,
                VerifiedServer.class, this::verified);
    }

    /** Returns the state of this type. */
    Object of(Class<?> type) {
        Supplier<?> maker = makers.get(type);
        if (maker == null) {
            throw new IllegalStateException("no such state: " + type.getName());
        }
        return maker.get();
    }

    SourceServer source() {
        ContainerSnapshot seen = Roster.source(run.engine(), run.survey().site().sourceId())
                .orElse(run.survey().source());
        return new SourceServer(
                seen,
                run.survey().image(),
                sourceVersion(),
                run.survey().route().map(Route::endpoint).orElse(NOWHERE));
    }

    private ServerVersion sourceVersion() {
        return run.baseline
                .map(Baseline::version)
                .or(() -> run.survey().version())
                .orElseGet(() -> new ServerVersion(PmmVersion.of(0, 0, 0), "", ""));
    }

    StoredServer stored() {
        return new StoredServer(source(), run.survey().storage());
    }

    StoppedServer stopped() {
        StoredServer stored = stored();
        Instant end = stored.source().container().state().finishedAt().orElseGet(run::now);
        return new StoppedServer(stored, end);
    }

    PreparedData prepared() {
        DataStrategy strategy = run.settings().strategy();
        boolean backup = strategy instanceof DataStrategy.InPlace inPlace && inPlace.backup();
        Optional<VolumeName> volume =
                backup ? Optional.of(run.survey().site().names().backup()) : Optional.empty();
        return new PreparedData(stopped(), strategy, volume);
    }

    ReplacedServer replaced() {
        ContainerSnapshot replacement = run.engine()
                .inspect(run.survey().site().server().toRef())
                .orElse(run.survey().source());
        return new ReplacedServer(prepared(), replacement);
    }

    ServingServer serving() {
        ReplacedServer replaced = replaced();
        ServerVersion version = run.serving.orElseGet(this::sourceVersion);
        return new ServingServer(
                replaced, version, run.baseline.orElseGet(() -> Baseline.empty(run.now(), sourceVersion())));
    }

    KeyedServer keyed() {
        return new KeyedServer(serving(), run.apiKeys.orElseGet(() -> new ApiKeyMigrationResult(List.of())));
    }

    VerifiedServer verified() {
        return new VerifiedServer(keyed(), run.verification.orElseGet(() -> new VerificationResult(List.of())));
    }
}
