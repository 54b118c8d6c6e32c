package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.event.FindingRaised;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.verification.BaselineTaker;
import io.github.pmmmigration.internal.verification.DatabaseIdentifier;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.Milestone;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Takes the baseline, and keeps it where it survives this process: in a label of the replacement. */
final class BaselineKeeper {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Run run;

    BaselineKeeper(Run run) {
        this.run = run;
    }

    void take() {
        if (run.survey().leg().inPlace()) {
            awaitAnswer();
        }
        BaselineTaker taker = new BaselineTaker(run.server(), run.clock());
        Baseline baseline = taker.take(
                DatabaseIdentifier.read(run.engine(), run.survey().source().id()));
        taker.findings().forEach(finding -> {
            run.raise(finding);
            run.events().publish(new FindingRaised(run.now(), finding));
        });
        run.baseline = Optional.of(baseline);
        run.milestones.add(Milestone.BASELINE_TAKEN);
    }

    /** A server may be amid an update that an earlier run began; one that does not come back fails the reading that follows. */
    private void awaitAnswer() {
        Instant start = run.now();
        Duration limit = run.settings().timeouts().readiness();
        while (!run.server().pmm().isReady()
                && Duration.between(start, run.now()).compareTo(limit) < 0) {
            if (!run.pauseFor(PAUSE)) {
                throw Cancellation.now();
            }
        }
    }

    /** Returns the baseline that an earlier run left with the replacement. */
    static Optional<Baseline> stored(Optional<ContainerSnapshot> replacement) {
        return replacement
                .flatMap(container -> container.label(Labels.BASELINE))
                .filter(text -> !text.isEmpty())
                .map(BaselineKeeper::unpack)
                .map(Baseline::parse);
    }

    static String pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String unpack(String packed) {
        byte[] bytes = Base64.getDecoder().decode(packed);
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
