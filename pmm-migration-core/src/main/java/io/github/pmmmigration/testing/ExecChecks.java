package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.testing.ContainerEngineContract.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Checks of commands in running containers, and of concurrent use. */
final class ExecChecks {
    private static final int THREADS = 4;

    private ExecChecks() {}

    static Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("runs a command and tells both outputs and the exit code", ExecChecks::runsCommands);
        checks.put("hands arguments over as they are", ExecChecks::keepsArguments);
        checks.put("hands variables over as they are", ExecChecks::keepsVariables);
        checks.put("reads outputs as UTF-8", ExecChecks::readsUtf8);
        checks.put("runs a command as another user", ExecChecks::switchesUser);
        checks.put("refuses to run a command in a container that does not run", ExecChecks::refusesStopped);
        checks.put("refuses to run a program that does not exist", ExecChecks::refusesMissingProgram);
        checks.put("gives up on a command that does not end in time", ExecChecks::givesUp);
        checks.put("can be used by several threads at once", ExecChecks::servesThreads);
        return checks;
    }

    private static void runsCommands(ContractBench bench) {
        ContainerId id = bench.running("executing", bench.sleeper());

        ExecResult result = exec(bench, id, Command.of("sh", "-c", "echo out; echo err >&2; exit 3"));

        Expect.equal(result.exitCode(), 3, "the exit code");
        Expect.equal(result.standardOutput(), "out\n", "the output");
        Expect.equal(result.standardError(), "err\n", "the output for errors");
    }

    private static void keepsArguments(ContractBench bench) {
        ContainerId id = bench.running("literal", bench.sleeper());
        String text = "a  b; $HOME 'c' \"d\" *";

        ExecResult result = exec(bench, id, Command.of("echo", text));

        Expect.equal(result.standardOutput(), text + "\n", "the argument");
    }

    private static void keepsVariables(ContractBench bench) {
        ContainerId id = bench.running("variables", bench.sleeper());
        String text = "a  b=$HOME 'c' \"d\" *";

        ExecResult result = exec(bench, id, Command.of("printenv", "TEXT").with("TEXT", text));

        Expect.equal(result.standardOutput(), text + "\n", "the variable");
    }

    private static void readsUtf8(ContractBench bench) {
        ContainerId id = bench.running("utf8", bench.sleeper());

        ExecResult result = exec(bench, id, Command.of("echo", "Gr\u00fc\u00dfe \u2713"));

        Expect.equal(result.standardOutput(), "Gr\u00fc\u00dfe \u2713\n", "the output");
    }

    private static void switchesUser(ContractBench bench) {
        ContainerId id = bench.running("users", bench.sleeper());

        ExecResult own = exec(bench, id, Command.of("id", "-u"));
        ExecResult other = exec(bench, id, Command.of("id", "-u").as("1000:1000"));

        Expect.equal(own.standardOutput().strip(), "0", "the container's own user");
        Expect.equal(other.standardOutput().strip(), "1000", "the other user");
    }

    private static void refusesStopped(ContractBench bench) {
        ContainerId id = bench.create("asleep", bench.sleeper());

        Expect.thrown(EngineRejectedException.class, () -> exec(bench, id, Command.of("true")));
    }

    private static void refusesMissingProgram(ContractBench bench) {
        ContainerId id = bench.running("programless", bench.sleeper());

        Expect.thrown(EngineRejectedException.class, () -> exec(bench, id, Command.of("no-such-program")));
    }

    private static void givesUp(ContractBench bench) {
        ContainerId id = bench.running("slow", bench.sleeper());

        Expect.thrown(
                EngineTimeoutException.class,
                () -> bench.engine().exec(id, Command.of("sleep", "30"), ContractBench.SHORT));
    }

    private static void servesThreads(ContractBench bench) throws Exception {
        ContainerId id = bench.running("shared", bench.sleeper());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<String>> users = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String word = "user" + i;
                users.add(() -> exec(bench, id, Command.of("echo", word)).standardOutput()
                        + bench.look(id).name());
            }
            int number = 0;
            for (Future<String> answer : threads.invokeAll(users)) {
                Expect.equal(
                        answer.get(), "user" + number + "\n" + bench.name("shared"), "the answer for its own call");
                number++;
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static ExecResult exec(ContractBench bench, ContainerId id, Command command) {
        return bench.engine().exec(id, command, ContractBench.LONG);
    }
}
