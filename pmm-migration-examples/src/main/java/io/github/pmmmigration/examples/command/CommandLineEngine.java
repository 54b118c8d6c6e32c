package io.github.pmmmigration.examples.command;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ContainerState;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.OwnedVolume;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.container.VolumeSpec;
import io.github.pmmmigration.error.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A container engine over the {@code docker} command, with nothing but the JDK.
 *
 * <p>Keeps the contract of the port; what {@code docker create} has no option for is refused. Immutable and safe for
 * concurrent use.
 *
 * @since 0.1
 */
public final class CommandLineEngine implements ContainerEngine {
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration PULL = Duration.ofHours(2);

    private final DockerCommand docker;

    /** Creates an engine over this program, for example {@code docker}; touches nothing. */
    public CommandLineEngine(String program) {
        this.docker = new DockerCommand(program);
    }

    @Override
    public EngineInfo ping() {
        ConfigDocument version = json(docker.run(CALL, "version", "--format", "{{json .Server}}"));
        ConfigDocument info = json(docker.run(CALL, "info", "--format", "{{json .}}"));
        String address = docker.run(CALL, "context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        return new EngineInfo(
                "Docker by command line",
                version.text("/Version").orElse(""),
                version.text("/ApiVersion").orElse(version.text("/APIVersion").orElse("")),
                address,
                info);
    }

    @Override
    public Optional<ContainerSnapshot> inspect(ContainerRef container) {
        return inspected("container", List.of(container.value()))
                .map(ContainerSnapshot::of)
                .findFirst();
    }

    @Override
    public List<ContainerSnapshot> list(ContainerFilter filter) {
        List<String> arguments = new ArrayList<>(List.of("ps", "--all", "--quiet", "--no-trunc"));
        filter.labels().forEach((key, value) -> arguments.addAll(List.of("--filter", "label=" + key + "=" + value)));
        List<String> ids =
                docker.run(CALL, arguments.toArray(String[]::new)).lines().toList();
        return inspected("container", ids)
                .map(ContainerSnapshot::of)
                .filter(container -> filter.matches(container.labels()))
                .toList();
    }

    /** What does not exist is missing in the answer, and makes the command complain about it. */
    private Stream<ConfigDocument> inspected(String type, List<String> names) {
        if (names.isEmpty()) {
            return Stream.empty();
        }
        List<String> arguments = new ArrayList<>(List.of("inspect", "--type", type, "--"));
        arguments.addAll(names);
        DockerCommand.Answer answer = docker.ask(CALL, "", arguments);
        boolean absent = answer.err().toLowerCase(Locale.ROOT).contains("no such");
        if (!answer.succeeded() && !absent) {
            throw DockerCommand.failure("inspect", answer);
        }
        return json(answer.out().isBlank() ? "[]" : answer.out()).elements("").stream();
    }

    @Override
    public Optional<ImageSnapshot> inspectImage(ImageReference image) {
        return inspected("image", List.of(image.toString()))
                .map(ImageSnapshot::of)
                .findFirst();
    }

    @Override
    public Optional<ImageSnapshot> inspectImage(ImageId image) {
        return inspected("image", List.of(image.value())).map(ImageSnapshot::of).findFirst();
    }

    @Override
    public ImageSnapshot pull(ImageReference image, PullListener listener) {
        try {
            docker.run(PULL, "pull", "--quiet", image.toString());
        } catch (EngineRejectedException e) {
            throw new ImageNotAvailableException(e.problem(), e);
        }
        return inspectImage(image).orElseThrow(() -> rejected("The image " + image + " vanished after its pull."));
    }

    @Override
    public ContainerId create(ContainerSpec spec) {
        CreateArguments arguments = new CreateArguments(spec);
        DockerCommand.Answer answer = docker.ask(CALL, arguments.environment(), arguments.list());
        if (!answer.succeeded()) {
            throw answer.err().contains("No such image")
                    ? new ImageNotAvailableException(
                            DockerCommand.failure("create", answer).problem())
                    : DockerCommand.failure("create", answer);
        }
        return new ContainerId(answer.out().strip());
    }

    @Override
    public void start(ContainerId container) {
        docker.run(CALL, "start", container.value());
    }

    @Override
    public void stop(ContainerId container, Duration grace) {
        docker.run(CALL.plus(grace), "stop", "--time", Long.toString(grace.toSeconds()), container.value());
    }

    @Override
    public void signal(ContainerId container, String signal) {
        try {
            docker.run(CALL, "kill", "--signal", signal, container.value());
        } catch (EngineRejectedException e) {
            if (existing(container).state().isActive()) {
                throw e;
            }
        }
    }

    @Override
    public void rename(ContainerId container, ContainerName name) {
        if (!existing(container).name().equals(name)) {
            docker.run(CALL, "rename", container.value(), name.value());
        }
    }

    @Override
    public void commit(ContainerId container, ImageReference name) {
        docker.run(PULL, "commit", container.value(), name.toString());
    }

    @Override
    public void setRestartPolicy(ContainerId container, RestartPolicy policy) {
        docker.run(CALL, "update", "--restart", policy.toString(), container.value());
    }

    @Override
    public void remove(ContainerId container) {
        docker.run(CALL, "rm", container.value());
    }

    @Override
    public ExecResult exec(ContainerId container, Command command, Duration timeout) {
        if (!existing(container).state().isRunning()) {
            throw rejected("The container " + container.shortened() + " does not run.");
        }
        List<String> arguments = new ArrayList<>(List.of("exec"));
        command.user().ifPresent(user -> arguments.addAll(List.of("--user", user)));
        // Variables may hold secrets, so they come through standard input and not as arguments.
        StringBuilder variables = new StringBuilder();
        command.environment()
                .forEach((name, value) ->
                        variables.append(name).append('=').append(value).append('\n'));
        arguments.addAll(variables.isEmpty() ? List.of() : List.of("--env-file", "/dev/stdin"));
        arguments.add(container.value());
        arguments.addAll(command.arguments());
        DockerCommand.Answer answer = docker.ask(timeout, variables.toString(), arguments);
        if (answer.code() > 125 && (answer.err() + answer.out()).contains("runtime exec failed")) {
            throw rejected("The program " + command.arguments().get(0) + " could not be started in the container.");
        }
        return new ExecResult(answer.code(), answer.out(), answer.err());
    }

    @Override
    public OptionalInt waitForExit(ContainerId container, Duration timeout) {
        if (existing(container).state().status() == ContainerState.Status.CREATED) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(docker.run(timeout, "wait", container.value())));
        } catch (EngineTimeoutException e) {
            return OptionalInt.empty();
        }
    }

    @Override
    public VolumeSnapshot createVolume(VolumeSpec spec) {
        List<String> arguments = new ArrayList<>(List.of("volume", "create"));
        spec.labels().forEach((key, value) -> arguments.addAll(List.of("--label", key + "=" + value)));
        arguments.add(spec.name().value());
        docker.run(CALL, arguments.toArray(String[]::new));
        return inspectVolume(spec.name()).orElseThrow(() -> rejected("The volume " + spec.name() + " vanished."));
    }

    @Override
    public Optional<VolumeSnapshot> inspectVolume(VolumeName volume) {
        return inspected("volume", List.of(volume.value()))
                .map(VolumeSnapshot::of)
                .findFirst();
    }

    @Override
    public void removeVolume(OwnedVolume volume) {
        if (inspectVolume(volume.name()).isPresent()) {
            docker.run(CALL, "volume", "rm", volume.name().value());
        }
    }

    @Override
    public String logTail(ContainerId container, int lines) {
        DockerCommand.Answer answer =
                docker.ask(CALL, "", List.of("logs", "--tail", Integer.toString(lines), container.value()));
        if (!answer.succeeded()) {
            throw DockerCommand.failure("logs", answer);
        }
        return answer.out() + answer.err();
    }

    /** Does nothing: each call is a process of its own. */
    @Override
    public void close() {}

    private ContainerSnapshot existing(ContainerId container) {
        return inspect(container.toRef())
                .orElseThrow(() -> new ContainerNotFoundException(
                        problem("There is no container " + container.shortened() + ".")));
    }

    private static ConfigDocument json(String text) {
        return ConfigDocument.parse(text);
    }

    private static EngineException rejected(String what) {
        return new EngineRejectedException(problem(what));
    }

    private static Problem problem(String what) {
        return new Problem(
                "ENGINE_REFUSED", what, "Nothing was changed.", "Look at the engine with 'docker ps --all'.");
    }
}
