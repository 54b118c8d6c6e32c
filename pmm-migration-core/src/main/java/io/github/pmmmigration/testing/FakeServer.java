package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The state behind all connections to one fake server; everything happens under its lock. */
final class FakeServer {
    final List<String> calls = new ArrayList<>();
    final List<Consumer<FakeWorld>> atUpgrade = new ArrayList<>();
    final Set<String> denied = new HashSet<>();
    final FakeTrouble trouble = new FakeTrouble();
    FakeWorld world;
    FakeUpdate update = FakeUpdate.none();
    Clock clock = Clock.systemUTC();
    Credentials accepted = Credentials.factoryDefault();
    boolean receivesAfterStart = true;
    int callsUntilReady;
    int readingsUntilStatus;

    private final Map<PmmVersion, FakeWorld> left = new HashMap<>();
    private boolean oldestSampleGiven;
    private int lagging;

    FakeServer(FakeWorld world) {
        this.world = world;
    }

    synchronized void change(Change change) {
        change.apply(this);
    }

    synchronized <T> T look(Function<FakeServer, T> question) {
        return question.apply(this);
    }

    /** Answers a call that carries credentials. */
    synchronized <T> T answer(String call, Credentials credentials, Function<FakeServer, T> answer) {
        calls.add(call);
        trouble.meet();
        trouble.meetDoorkeeper();
        if (!credentials.equals(accepted)) {
            throw FakeProblems.rejected();
        }
        if (denied.contains(call.replaceFirst("\\(.*", ""))) {
            throw FakeProblems.denied("this user may not call " + call);
        }
        return answer.apply(this);
    }

    /** Answers a call that carries none. */
    synchronized <T> T answerAnybody(String call, Function<FakeServer, T> answer) {
        calls.add(call);
        trouble.meet();
        return answer.apply(this);
    }

    void setClock(Clock other) {
        clock = other;
        if (!oldestSampleGiven) {
            world.setOldestSample(clock.instant().minus(Duration.ofDays(30)));
        }
    }

    void setOldestSample(Instant moment) {
        oldestSampleGiven = true;
        world.setOldestSample(moment);
    }

    void stops() {
        trouble.stopped = true;
    }

    void becomes(PmmVersion version) {
        int direction = version.compareTo(world.version());
        if (direction < 0) {
            world = returnedTo(version);
        } else if (direction > 0) {
            left.put(world.version(), world.copy());
            upgradeTo(version);
        }
        world.startAs(version, clock.instant(), receivesAfterStart);
        lagging = readingsUntilStatus;
        trouble.stopped = false;
        trouble.notReadyFor(callsUntilReady);
    }

    /** Tells whether agents have no status yet; each question brings the moment nearer when they have one. */
    boolean lagsInStatus() {
        if (lagging == 0) {
            return false;
        }
        lagging--;
        return true;
    }

    private void upgradeTo(PmmVersion version) {
        if (version.major() > world.version().major()) {
            atUpgrade.forEach(change -> change.accept(world));
            atUpgrade.clear();
        }
    }

    private FakeWorld returnedTo(PmmVersion version) {
        FakeWorld old = left.get(version);
        if (old == null) {
            throw new IllegalStateException(
                    "this server never was " + version + ", and data of " + world.version() + " cannot be read by it");
        }
        return old.copy();
    }

    /** Something that changes the server. */
    @FunctionalInterface
    interface Change {
        void apply(FakeServer server);
    }
}
