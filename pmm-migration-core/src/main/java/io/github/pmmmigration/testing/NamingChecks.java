package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.NameConflictException;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.testing.ContainerEngineContract.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Checks of creating, naming and restart policies. */
final class NamingChecks {
    private static final int RIVALS = 6;

    private NamingChecks() {}

    static Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("creates without starting", NamingChecks::createsWithoutStarting);
        checks.put("refuses to create under a taken name", NamingChecks::refusesTakenName);
        checks.put("lets one of several rivals have a name", NamingChecks::letsOneRivalWin);
        checks.put("lets one of several rivals be renamed to a name", NamingChecks::letsOneRivalBeRenamed);
        checks.put("refuses to create from an image that is not there", NamingChecks::refusesAbsentImage);
        checks.put("refuses a restart policy together with automatic removal", NamingChecks::refusesContradiction);
        checks.put("renames, also while running", NamingChecks::renames);
        checks.put("refuses to rename to a taken name", NamingChecks::refusesRenameToTakenName);
        checks.put("is satisfied by a name that it has already", NamingChecks::acceptsOwnName);
        checks.put("frees a name by renaming", NamingChecks::freesName);
        checks.put("replaces restart policies in every state", NamingChecks::replacesPolicies);
        return checks;
    }

    private static void createsWithoutStarting(ContractBench bench) {
        ContainerId id = bench.create("created", bench.sleeper());

        Expect.that(!bench.look(id).state().isActive(), "a created container does not run");
        Expect.that(!bench.look(id).state().everStarted(), "a created container was never started");
    }

    private static void refusesTakenName(ContractBench bench) {
        ContainerId first = bench.create("taken", bench.sleeper());

        Expect.thrown(NameConflictException.class, () -> bench.create("taken", bench.command("sleep", "1")));

        ContainerId holder = bench.engine()
                .inspect(bench.name("taken").toRef())
                .orElseThrow()
                .id();
        Expect.equal(holder, first, "the holder of the name");
    }

    /** The lock of a migration is built on this. */
    private static void letsOneRivalWin(ContractBench bench) throws Exception {
        Callable<Integer> rival = () -> unlessTaken(() -> bench.create("contested", bench.sleeper()));

        Expect.equal(winners(Collections.nCopies(RIVALS, rival)), 1, "the number of rivals that got the name");
    }

    /** The cut-over of a migration is built on this. */
    private static void letsOneRivalBeRenamed(ContractBench bench) throws Exception {
        List<Callable<Integer>> rivals = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            ContainerId id = bench.create("rival-" + i, bench.sleeper());
            rivals.add(() -> unlessTaken(() -> bench.engine().rename(id, bench.name("contested"))));
        }

        Expect.equal(winners(rivals), 1, "the number of rivals that got the name");
    }

    private static int winners(List<Callable<Integer>> rivals) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
        try {
            int winners = 0;
            for (Future<Integer> outcome : threads.invokeAll(rivals)) {
                winners += outcome.get();
            }
            return winners;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int unlessTaken(Runnable attempt) {
        try {
            attempt.run();
            return 1;
        } catch (NameConflictException e) {
            return 0;
        }
    }

    private static void refusesAbsentImage(ContractBench bench) {
        Expect.thrown(
                EngineRejectedException.class,
                () -> bench.create("imageless", bench.sleeper().with("/Image", "pmm-contract/absent:none")));

        Expect.that(bench.engine().inspect(bench.name("imageless").toRef()).isEmpty(), "nothing was created");
    }

    private static void refusesContradiction(ContractBench bench) {
        Expect.thrown(
                EngineRejectedException.class,
                () -> bench.create(
                        "contradiction",
                        bench.sleeper()
                                .with("/HostConfig/AutoRemove", true)
                                .with("/HostConfig/RestartPolicy/Name", "always")));
    }

    private static void renames(ContractBench bench) {
        ContainerId id = bench.create("before", bench.sleeper());

        bench.engine().rename(id, bench.name("created"));
        Expect.equal(bench.look(id).name(), bench.name("created"), "the name of a created container");

        bench.engine().start(id);
        bench.engine().rename(id, bench.name("running"));
        Expect.equal(bench.look(id).name(), bench.name("running"), "the name of a running container");
        Expect.that(bench.look(id).state().isRunning(), "a renamed container goes on running");
        Expect.that(bench.engine().inspect(bench.name("before").toRef()).isEmpty(), "the old name is gone");
    }

    private static void refusesRenameToTakenName(ContractBench bench) {
        ContainerId first = bench.create("first", bench.sleeper());
        ContainerId second = bench.create("second", bench.sleeper());

        Expect.thrown(NameConflictException.class, () -> bench.engine().rename(second, bench.name("first")));

        Expect.equal(bench.look(first).name(), bench.name("first"), "the holder's name");
        Expect.equal(bench.look(second).name(), bench.name("second"), "the other's name");
    }

    private static void acceptsOwnName(ContractBench bench) {
        ContainerId id = bench.create("same", bench.sleeper());

        bench.engine().rename(id, bench.name("same"));

        Expect.equal(bench.look(id).name(), bench.name("same"), "the name");
    }

    private static void freesName(ContractBench bench) {
        ContainerName name = bench.name("wanted");
        ContainerId old = bench.create("wanted", bench.sleeper());
        ContainerId successor = bench.create("successor", bench.sleeper());

        bench.engine().rename(old, bench.name("aside"));
        bench.engine().rename(successor, name);

        Expect.equal(bench.engine().inspect(name.toRef()).orElseThrow().id(), successor, "the new holder");
    }

    private static void replacesPolicies(ContractBench bench) {
        ContainerId id = bench.create("policed", bench.sleeper());

        for (RestartPolicy policy : List.of(RestartPolicy.ALWAYS, RestartPolicy.NO, RestartPolicy.NO)) {
            bench.engine().setRestartPolicy(id, policy);
            Expect.equal(bench.look(id).restartPolicy(), policy, "the policy of a created container");
        }

        bench.engine().start(id);
        for (String text : List.of("on-failure:3", "unless-stopped", "no")) {
            bench.engine().setRestartPolicy(id, RestartPolicy.parse(text));
            Expect.equal(bench.look(id).restartPolicy().toString(), text, "the policy of a running container");
        }
    }
}
