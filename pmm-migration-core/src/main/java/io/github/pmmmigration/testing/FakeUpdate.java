package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.UpdateCheck;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import java.util.List;
import java.util.Optional;

/** How a fake PMM 2 updates itself; the state of one update at most. */
final class FakeUpdate {
    private static final Secret TOKEN = Secret.of("fake-update-token");

    private final Optional<PmmVersion> target;
    private final boolean allowed;
    private final boolean effective;
    private final int questions;
    private boolean running;
    private int asked;

    private FakeUpdate(Optional<PmmVersion> target, boolean allowed, boolean effective, int questions) {
        if (questions < 1) {
            throw new IllegalArgumentException("questions must be at least 1: " + questions);
        }
        this.target = target;
        this.allowed = allowed;
        this.effective = effective;
        this.questions = questions;
    }

    static FakeUpdate none() {
        return new FakeUpdate(Optional.empty(), true, true, 1);
    }

    static FakeUpdate disabled() {
        return new FakeUpdate(Optional.empty(), false, false, 1);
    }

    static FakeUpdate to(PmmVersion target, int questions) {
        return new FakeUpdate(Optional.of(target), true, true, questions);
    }

    static FakeUpdate withoutEffect(PmmVersion target, int questions) {
        return new FakeUpdate(Optional.of(target), true, false, questions);
    }

    static FakeUpdate endless(PmmVersion target) {
        return new FakeUpdate(Optional.of(target), true, true, Integer.MAX_VALUE);
    }

    UpdateCheck check(PmmVersion installed) {
        PmmVersion latest = target.orElse(installed);
        return new UpdateCheck(installed, latest, allowed && latest.compareTo(installed) > 0);
    }

    UpdateHandle start() {
        if (!allowed) {
            throw FakeProblems.updatesDisabled();
        }
        if (running) {
            throw FakeProblems.updateRunning();
        }
        running = true;
        asked = 0;
        return new UpdateHandle(TOKEN, 0);
    }

    /** Goes one step; the last one changes the version of the world, if it is that kind of update. */
    UpdateProgress progress(UpdateHandle handle, FakeServer server) {
        if (!handle.token().equals(TOKEN)) {
            throw FakeProblems.updateTokenRejected();
        }
        if (!running) {
            return new UpdateProgress(List.of(), handle, true);
        }
        boolean done = goOn(server);
        UpdateHandle next = new UpdateHandle(TOKEN, handle.logOffset() + 1);
        return new UpdateProgress(List.of("TASK [step " + asked + "]"), next, done);
    }

    /** Goes one step if it is under way, as it does whether anybody asks for its progress or not; returns whether it ended. */
    boolean goOn(FakeServer server) {
        boolean done = running && ++asked == questions;
        if (done) {
            finish(server);
        }
        return done;
    }

    private void finish(FakeServer server) {
        running = false;
        target.filter(version -> effective).ifPresent(server::becomes);
    }
}
