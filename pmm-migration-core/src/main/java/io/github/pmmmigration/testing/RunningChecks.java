package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.testing.ContainerEngineContract.Check;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Checks of starting, ending and removing. */
final class RunningChecks {
    private static final int KILLED = 137;
    private static final int MOST_TRIES = 100;
    private static final ContainerId ABSENT = new ContainerId("0".repeat(64));

    private RunningChecks() {}

    static Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("starts, and is satisfied when it runs already", RunningChecks::starts);
        checks.put("shows a failed start as one that never was", RunningChecks::showsFailedStart);
        checks.put("refuses to start on a taken port and succeeds once it is free", RunningChecks::refusesTakenPort);
        checks.put("stops, and is satisfied when it does not run", RunningChecks::stops);
        checks.put("lets a container end by itself within the grace", RunningChecks::givesGrace);
        checks.put("ends a container when the grace is over", RunningChecks::killsAfterGrace);
        checks.put("sends signals to the main process, and is satisfied when it does not run", RunningChecks::signals);
        checks.put("starts again what has ended", RunningChecks::startsAgain);
        checks.put("waits for the end and tells the exit code", RunningChecks::waitsForExit);
        checks.put("gives up waiting when the time is over", RunningChecks::givesUpWaiting);
        checks.put("keeps the exit code until removal", RunningChecks::keepsExitCode);
        checks.put("shows the last lines of the log", RunningChecks::showsLog);
        checks.put("saves a container's layer as an image that containers can be made of", RunningChecks::commits);
        checks.put("removes what does not run", RunningChecks::removes);
        checks.put("refuses to remove what runs", RunningChecks::refusesToRemoveRunning);
        checks.put("says that a container to be changed does not exist", RunningChecks::saysThatItDoesNotExist);
        return checks;
    }

    private static void starts(ContractBench bench) {
        ContainerId id = bench.create("started", bench.sleeper());

        bench.engine().start(id);
        bench.engine().start(id);

        Expect.that(bench.look(id).state().isRunning(), "the container runs");
        Expect.that(bench.look(id).state().everStarted(), "it has a start time");
    }

    private static void commits(ContractBench bench) {
        ContainerId id = bench.create("committed", bench.sleeper());
        ImageReference name = ImageReference.parse("pmm-migration/contract:" + id.shortened());

        bench.engine().commit(id, name);
        bench.engine().commit(id, name);

        Expect.that(bench.engine().inspectImage(name).isPresent(), "the image has the name");
    }

    private static void showsFailedStart(ContractBench bench) {
        ContainerId id = bench.create("broken", bench.command("/no/such/program"));

        Expect.thrown(EngineRejectedException.class, () -> bench.engine().start(id));

        Expect.that(!bench.look(id).state().isActive(), "the container does not run");
        Expect.that(!bench.look(id).state().everStarted(), "the container was never started");
        Expect.that(bench.look(id).state().exitCode() != 0, "the exit code is not zero");
    }

    private static void refusesTakenPort(ContractBench bench) {
        ContainerId holder = bench.running("holder", published(bench, ""));
        String port = bench.look(holder)
                .document()
                .text("/NetworkSettings/Ports/7777~1tcp/0/HostPort")
                .orElseThrow(() -> new AssertionError("expected the engine to choose a port"));
        ContainerId second = bench.create("second", published(bench, port));

        Expect.thrown(EngineRejectedException.class, () -> bench.engine().start(second));
        Expect.that(!bench.look(second).state().isActive(), "the second container does not run");

        bench.engine().stop(holder, Duration.ZERO);
        bench.engine().start(second);
        Expect.that(bench.look(second).state().isRunning(), "the second container runs once the port is free");
    }

    private static ConfigDocument published(ContractBench bench, String hostPort) {
        return bench.sleeper()
                .with("/ExposedPorts/7777~1tcp", Map.of())
                .with(
                        "/HostConfig/PortBindings/7777~1tcp",
                        List.of(Map.of("HostIp", "127.0.0.1", "HostPort", hostPort)));
    }

    private static void stops(ContractBench bench) {
        ContainerId id = bench.create("stopped", bench.sleeper());

        bench.engine().stop(id, Duration.ZERO);
        bench.engine().start(id);
        bench.engine().stop(id, Duration.ZERO);
        bench.engine().stop(id, Duration.ZERO);

        Expect.that(bench.look(id).state().hasExited(), "the container has ended");
        Expect.that(bench.look(id).state().finishedAt().isPresent(), "the time of its end is known");
    }

    private static void givesGrace(ContractBench bench) {
        ContainerId id =
                bench.running("graceful", bench.script("trap 'exit 7' TERM; echo ready; while :; do sleep 1; done"));
        awaitWord(bench, id, "ready");

        bench.engine().stop(id, ContractBench.LONG);

        Expect.equal(bench.look(id).state().exitCode(), 7, "the exit code that the container chose");
    }

    /** A signal that comes before the shell has got to its trap is lost. */
    private static void awaitWord(ContractBench bench, ContainerId id, String word) {
        for (int tries = 0; tries < MOST_TRIES && !bench.engine().logTail(id, 1).contains(word); tries++) {
            bench.engine().waitForExit(id, ContractBench.SHORT);
        }
    }

    private static void killsAfterGrace(ContractBench bench) {
        ContainerId id = bench.running("stubborn", bench.sleeper());

        bench.engine().stop(id, Duration.ofSeconds(1));

        Expect.equal(bench.look(id).state().exitCode(), KILLED, "the exit code of a killed container");
    }

    /** The shell may not have got to its trap yet, so the signal is repeated. */
    private static void signals(ContractBench bench) {
        ContainerId id = bench.create("signalled", bench.script("trap 'exit 7' USR1; while :; do sleep 1; done"));
        bench.engine().signal(id, "SIGUSR1");
        bench.engine().start(id);

        OptionalInt code = OptionalInt.empty();
        for (int tries = 0; tries < MOST_TRIES && code.isEmpty(); tries++) {
            bench.engine().signal(id, "SIGUSR1");
            code = bench.engine().waitForExit(id, ContractBench.SHORT);
        }
        bench.engine().signal(id, "SIGUSR1");

        Expect.equal(code, OptionalInt.of(7), "the exit code that the container chose");
    }

    private static void startsAgain(ContractBench bench) {
        ContainerId id = bench.running("again", bench.sleeper());
        ContainerSnapshot first = bench.look(id);

        bench.engine().stop(id, Duration.ZERO);
        bench.engine().start(id);

        Expect.that(bench.look(id).state().isRunning(), "the container runs again");
        Expect.that(
                bench.look(id)
                        .state()
                        .startedAt()
                        .orElseThrow()
                        .isAfter(first.state().startedAt().orElseThrow()),
                "the start time is later");
    }

    private static void waitsForExit(ContractBench bench) {
        ContainerId id = bench.running("ending", bench.script("sleep 0.2; exit 5"));

        OptionalInt code = bench.engine().waitForExit(id, ContractBench.LONG);

        Expect.equal(code, OptionalInt.of(5), "the exit code");
        Expect.equal(
                bench.engine().waitForExit(id, ContractBench.LONG), OptionalInt.of(5), "the exit code, asked again");
    }

    private static void givesUpWaiting(ContractBench bench) {
        ContainerId id = bench.running("enduring", bench.sleeper());

        OptionalInt code = bench.engine().waitForExit(id, ContractBench.SHORT);

        Expect.equal(code, OptionalInt.empty(), "the answer when the time is over");
        Expect.that(bench.look(id).state().isRunning(), "the container goes on running");
    }

    private static void keepsExitCode(ContractBench bench) {
        ContainerId id = bench.running("evidence", bench.script("exit 42"));
        bench.engine().waitForExit(id, ContractBench.LONG);

        bench.engine().rename(id, bench.name("renamed"));
        bench.engine().setRestartPolicy(id, RestartPolicy.NO);

        Expect.equal(bench.look(id).state().exitCode(), 42, "the exit code");
        Expect.that(bench.look(id).state().hasExited(), "the container has ended");
    }

    private static void showsLog(ContractBench bench) {
        ContainerId id = bench.create("talking", bench.script("echo one; echo two; echo three >&2"));
        Expect.equal(bench.engine().logTail(id, 10).strip(), "", "the log before the start");

        bench.engine().start(id);
        bench.engine().waitForExit(id, ContractBench.LONG);

        Expect.equal(
                bench.engine().logTail(id, 10).lines().sorted().toList(), List.of("one", "three", "two"), "the log");
        Expect.equal(bench.engine().logTail(id, 2).lines().count(), 2L, "the number of last lines");
    }

    private static void removes(ContractBench bench) {
        ContainerId created = bench.create("created", bench.sleeper());
        ContainerId ended = bench.running("ended", bench.script("exit 1"));
        bench.engine().waitForExit(ended, ContractBench.LONG);

        bench.engine().remove(created);
        bench.engine().remove(ended);

        Expect.that(bench.engine().inspect(created.toRef()).isEmpty(), "the created container is gone");
        Expect.that(bench.engine().inspect(ended.toRef()).isEmpty(), "the ended container is gone");
        bench.create("created", bench.sleeper());
    }

    private static void refusesToRemoveRunning(ContractBench bench) {
        ContainerId id = bench.running("busy", bench.sleeper());

        Expect.thrown(EngineRejectedException.class, () -> bench.engine().remove(id));

        Expect.that(bench.look(id).state().isRunning(), "the container goes on running");
    }

    private static void saysThatItDoesNotExist(ContractBench bench) {
        ContainerEngine engine = bench.engine();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("start", () -> engine.start(ABSENT));
        calls.put("stop", () -> engine.stop(ABSENT, Duration.ZERO));
        calls.put("signal", () -> engine.signal(ABSENT, "SIGUSR1"));
        calls.put("rename", () -> engine.rename(ABSENT, new ContainerName("pmm-contract-absent")));
        calls.put("setRestartPolicy", () -> engine.setRestartPolicy(ABSENT, RestartPolicy.NO));
        calls.put("remove", () -> engine.remove(ABSENT));
        calls.put("exec", () -> engine.exec(ABSENT, Command.of("true"), ContractBench.LONG));
        calls.put("waitForExit", () -> engine.waitForExit(ABSENT, ContractBench.SHORT));
        calls.put("logTail", () -> engine.logTail(ABSENT, 1));

        calls.forEach(RunningChecks::expectNotFound);
    }

    private static void expectNotFound(String verb, Runnable call) {
        try {
            Expect.thrown(ContainerNotFoundException.class, call);
        } catch (AssertionError e) {
            throw new AssertionError(verb + " of an absent container: " + e.getMessage(), e);
        }
    }
}
