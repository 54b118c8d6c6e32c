package io.github.pmmmigration.testing;

import io.github.pmmmigration.testing.DataFacts.Ownership;
import io.github.pmmmigration.testing.SimulatedImage.Behaviour;
import java.time.Duration;
import java.time.Instant;

/** A PMM server: what it does to the data it is started on, and whether it gets ready. */
final class ServerProcess implements MainProcess {
    static final String DATA = "/srv";

    private static final Duration TIME_TO_EXIT = Duration.ofMillis(20);
    private static final Duration STOP_WITH_SERVICES = Duration.ofSeconds(5);
    private static final Duration STOP_WITHOUT_SERVICES = Duration.ofSeconds(1);
    private static final int KILLED = 137;

    private final World world;
    private final Invariants invariants;

    ServerProcess(World world, Invariants invariants) {
        this.world = world;
        this.invariants = invariants;
    }

    @Override
    public void begin(SimulatedContainer server, Instant now) {
        if (server.definition().image().behaviour() == Behaviour.EXITS_AT_START) {
            exit(server, now, "FATAL: simulated failure at start");
        } else if (ServerImages.isPmm3(version(server))) {
            beginPmm3(server, now);
        } else {
            beginPmm2(server);
        }
    }

    private void beginPmm2(SimulatedContainer server) {
        DataFacts data = data(server);
        if (data.touchedByPmm3()) {
            invariants.report("PMM 2 '" + server.name() + "' was started on data that PMM 3 had changed");
            server.print("postgresql: FATAL: database files are incompatible with server");
        } else if (data.isEmpty() || data.ownership() == Ownership.PMM2) {
            serve(server, data);
        } else {
            server.print("postgresql: FATAL: data directory \"/srv/postgres14\" has wrong ownership");
        }
    }

    private void beginPmm3(SimulatedContainer server, Instant now) {
        DataFacts data = data(server);
        if (data.isEmpty() || data.ownership() == Ownership.PMM3) {
            if (!data.isEmpty() && !data.touchedByPmm3()) {
                invariants.checkBackup(world, server, data);
            }
            serve(server, data);
            return;
        }
        invariants.report("PMM 3 '" + server.name() + "' was started on data that is not its own");
        if (data.ownership() == Ownership.PARTLY_CHANGED) {
            server.print("postgresql: FATAL: data directory \"/srv/postgres14\" has wrong ownership");
        } else {
            exit(server, now, "FATAL: /srv is not writable for pmm user. Please run chown -R 1000:0 /srv");
        }
    }

    private void serve(SimulatedContainer server, DataFacts data) {
        String version = version(server);
        DataFacts written = data.isEmpty()
                ? DataFacts.writtenBy(version, Identifiers.systemIdentifier(server.id()))
                        .withNotes(data.notes())
                : data.changedBy(version);
        store(server, written);
        server.ready(server.definition().image().behaviour() == Behaviour.SERVES);
        server.print("supervisord started with pid 1");
    }

    private static void exit(SimulatedContainer server, Instant now, String lastWords) {
        server.print(lastWords);
        server.planExit(now.plus(TIME_TO_EXIT), 1);
    }

    @Override
    public boolean wake(SimulatedContainer server, Instant now) {
        return true;
    }

    /** A server that is given too little time is killed, and leaves its data as after a power cut. */
    @Override
    public End stop(SimulatedContainer server, Duration grace) {
        Duration needed = server.ready() ? STOP_WITH_SERVICES : STOP_WITHOUT_SERVICES;
        boolean killed = grace.compareTo(needed) < 0;
        DataFacts data = data(server);
        if (version(server).equals(data.writtenBy())) {
            store(server, data.changedBy(version(server)).consistent(!killed));
        }
        return killed ? new End(KILLED, grace) : new End(0, needed);
    }

    private DataFacts data(SimulatedContainer server) {
        return world.stores().at(server.definition().storeAt(DATA));
    }

    private void store(SimulatedContainer server, DataFacts data) {
        world.stores().put(server.definition().storeAt(DATA), data);
    }

    private static String version(SimulatedContainer server) {
        return server.definition().server().orElseThrow();
    }
}
