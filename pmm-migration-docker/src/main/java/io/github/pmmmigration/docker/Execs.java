package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.docker.internal.http.Activity;
import io.github.pmmmigration.docker.internal.http.Await;
import io.github.pmmmigration.docker.internal.http.Deadline;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.EngineStream;
import io.github.pmmmigration.docker.internal.http.Failures;
import io.github.pmmmigration.docker.internal.http.Paths;
import io.github.pmmmigration.docker.internal.http.Pause;
import io.github.pmmmigration.docker.internal.http.Redaction;
import io.github.pmmmigration.docker.internal.http.Refusals;
import io.github.pmmmigration.docker.internal.http.Reply;
import io.github.pmmmigration.error.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/** Runs commands in containers. The end of the output does not prove that a command has ended, so the engine is asked. */
final class Execs {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration SURPRISING = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(80);

    private final EngineHttp http;
    private final Duration patience;

    Execs(EngineHttp http, Duration patience) {
        this.http = http;
        this.patience = patience;
    }

    ExecResult run(ContainerId container, Command command, Duration timeout) {
        Run run = new Run(create(container, command), container, command, Deadline.after(timeout), timeout);
        Frames frames = new Frames();
        try (EngineStream stream = start(run)) {
            stream.refusal().ifPresent(reply -> {
                throw Missing.or(reply, container, run.what());
            });
            awaitOutput(run, stream, frames);
        }
        Deadline outputEnded = Deadline.after(SURPRISING);
        ConfigDocument state = awaitExit(run);
        if (outputEnded.isOver()) {
            throw outputLost(run, state);
        }
        return result(run, state, frames);
    }

    private String create(ContainerId container, Command command) {
        ConfigDocument body = ConfigDocument.empty()
                .with("/AttachStdout", true)
                .with("/AttachStderr", true)
                .with("/Tty", false)
                .with("/Env", variables(command))
                .with("/Cmd", command.arguments());
        EngineRequest request = EngineRequest.post(
                Containers.path(container.value(), "/exec"),
                command.user().map(user -> body.with("/User", user)).orElse(body));
        Reply reply = http.send(request, patience);
        if (!reply.succeeded()) {
            throw Missing.or(reply, container, what(container, command));
        }
        return http.read(
                request,
                reply,
                json -> json.text("/Id").orElseThrow(() -> new IllegalArgumentException("the reply has no /Id")));
    }

    private static List<String> variables(Command command) {
        return command.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private EngineStream start(Run run) {
        ConfigDocument body = ConfigDocument.empty().with("/Detach", false).with("/Tty", false);
        return http.open(EngineRequest.post("/exec/" + Paths.encode(run.id()) + "/start", body), patience);
    }

    /** Returns when the output has ended, or when the command has and somebody else keeps its output open. */
    private void awaitOutput(Run run, EngineStream stream, Frames frames) {
        Activity activity = new Activity();
        Future<Boolean> reading = http.threads().start(() -> {
            frames.readMultiplexed(activity.watching(stream.body()));
            return true;
        });
        while (Await.upTo(run.deadline().remainingUpTo(LOOK_EVERY), reading, stream.request(), http)
                .isEmpty()) {
            if (isOver(look(run))) {
                Await.whileActive(activity, DRAIN, new Await.Reading<>(reading, stream.request(), http));
                return;
            }
            if (run.deadline().isOver()) {
                throw timedOut(run);
            }
        }
    }

    private ConfigDocument awaitExit(Run run) {
        ConfigDocument state = look(run);
        Duration pause = FIRST_PAUSE;
        while (!isOver(state)) {
            if (run.deadline().isOver()) {
                throw timedOut(run);
            }
            if (!Pause.of(pause)) {
                throw Failures.interrupted(request(run));
            }
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            state = look(run);
        }
        return state;
    }

    private ConfigDocument look(Run run) {
        EngineRequest request = request(run);
        Reply reply = http.send(request);
        if (!reply.succeeded()) {
            throw lost(run, reply);
        }
        return http.document(request, reply);
    }

    private ExecResult result(Run run, ConfigDocument state, Frames frames) {
        int code = (int) state.number("/ExitCode").orElse(-1);
        if (neverRan(state, code, frames)) {
            throw new EngineRejectedException(new Problem(
                    "EXEC_NOT_STARTED",
                    run.what() + ": " + Refusals.sentence(Redaction.clean(frames.both())),
                    "Nothing ran in the container.",
                    "Check that the program exists in the image and may be executed."));
        }
        return new ExecResult(code, frames.output(), frames.error());
    }

    /**
     * An engine reports a program that it could not start like a shell does, with 126 or 127; only its words differ. Docker names no
     * process for it, but Podman never does.
     */
    private static boolean neverRan(ConfigDocument state, int code, Frames frames) {
        boolean suspicious = code == 126 || code == 127;
        boolean noProcess = state.number("/Pid").orElse(0) == 0;
        String said = frames.both();
        return suspicious
                && noProcess
                && (said.contains("OCI runtime") || said.contains("exec failed") || said.contains("executable file"));
    }

    private static boolean isOver(ConfigDocument state) {
        return !state.flag("/Running").orElse(false)
                && state.number("/ExitCode").isPresent();
    }

    private static EngineRequest request(Run run) {
        return EngineRequest.get("/exec/" + Paths.encode(run.id()) + "/json");
    }

    private static EngineUnavailableException lost(Run run, Reply reply) {
        return new EngineUnavailableException(new Problem(
                "ENGINE_UNAVAILABLE",
                run.what() + ": the engine does not know it any more (" + reply.reason() + ").",
                "The command may have run, in part or to its end; its exit code is lost.",
                "The engine may have been restarted. Run again: that is safe."));
    }

    /** The connection ended long before the command did, so what was printed in between is not known. */
    private static EngineUnavailableException outputLost(Run run, ConfigDocument state) {
        return new EngineUnavailableException(new Problem(
                "EXEC_OUTPUT_LOST",
                "The connection to the command '" + run.program() + "' in container "
                        + run.container().shortened() + " ended before the command did.",
                "The command ended with code " + state.number("/ExitCode").orElse(-1)
                        + "; what it printed is not known in full.",
                "Check what lies between here and the engine, then run again: that is safe."));
    }

    private static EngineTimeoutException timedOut(Run run) {
        return new EngineTimeoutException(new Problem(
                "EXEC_TIMEOUT",
                "The command '" + run.program() + "' in container "
                        + run.container().shortened() + " did not end within " + Failures.seconds(run.timeout()) + ".",
                "It may go on running there.",
                "Look at it with 'docker top " + run.container().shortened()
                        + "', then run again, with more time if needed."));
    }

    private static String what(ContainerId container, Command command) {
        return "The command '" + command.arguments().get(0) + "' could not be run in container "
                + container.shortened();
    }

    /** One command under way; its arguments may hold secrets, so only the program is ever named. */
    private record Run(String id, ContainerId container, Command command, Deadline deadline, Duration timeout) {
        String program() {
            return command.arguments().get(0);
        }

        String what() {
            return Execs.what(container, command);
        }
    }
}
