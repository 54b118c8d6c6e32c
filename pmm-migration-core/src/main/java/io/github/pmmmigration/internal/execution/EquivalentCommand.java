package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.internal.configuration.CommandLine;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.data.DataMounts;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.Milestone;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Renders the commands of a POSIX shell that do the same as an action.
 *
 * <p>They hold no secret, but read from the source what they need.
 */
final class EquivalentCommand {
    private static final long PAUSE_SECONDS = 2;

    private final ContainerSnapshot source;
    private final Predicate<ContainerName> exists;
    private final long tries;
    private final boolean toPmm2;
    private final Map<Class<? extends EngineAction>, Function<EngineAction, String>> commands = new LinkedHashMap<>();

    /**
     * Makes a renderer.
     *
     * @param source the container from which values are read
     * @param readiness how long to wait for the replacement
     * @param exists whether a container is there when the action is to be done
     * @param kind what the replacement is made for
     */
    EquivalentCommand(
            ContainerSnapshot source, Duration readiness, Predicate<ContainerName> exists, ReplacementKind kind) {
        this.toPmm2 = kind == ReplacementKind.UPGRADE_PMM2;
        this.source = source;
        this.exists = exists;
        this.tries = readiness.toSeconds() / PAUSE_SECONDS;
        on(EngineAction.AcquireLock.class, action -> lock(action.spec()));
        on(EngineAction.ReleaseLock.class, action -> "docker rm " + action.name());
        on(EngineAction.PullImage.class, action -> "docker pull " + action.image());
        on(EngineAction.CreateVolume.class, action -> CommandLine.createVolume(action.spec()));
        on(EngineAction.CreateContainer.class, action -> create(action.spec()));
        on(EngineAction.RunHelper.class, this::run);
        on(EngineAction.AwaitHelper.class, EquivalentCommand::await);
        on(EngineAction.PreserveLayer.class, action -> "docker commit " + action.name() + " " + action.image());
        on(EngineAction.StopServer.class, this::stopServer);
        on(EngineAction.StopContainer.class, action -> "docker stop -t 0 " + action.name());
        on(EngineAction.SetRestartPolicy.class, a -> "docker update --restart=" + a.policy() + " " + a.name());
        on(EngineAction.Rename.class, action -> "docker rename " + action.from() + " " + action.to());
        on(EngineAction.StartContainer.class, action -> "docker start " + action.name());
        on(EngineAction.RemoveContainer.class, action -> "docker rm " + action.name());
        on(EngineAction.AwaitReadiness.class, this::awaitReadiness);
    }

    private <A extends EngineAction> void on(Class<A> type, Function<A, String> command) {
        commands.put(type, action -> command.apply(type.cast(action)));
    }

    /** Returns the commands; empty for what is no business of the engine. */
    Optional<String> of(EngineAction action) {
        return Optional.ofNullable(commands.get(action.getClass())).map(command -> command.apply(action));
    }

    /** A lock that was left by a dead process is put aside, as the run itself does. */
    private String lock(ContainerSpec spec) {
        String aside = exists.test(spec.name()) ? "docker rename " + spec.name() + " " + spec.name() + "-taken\n" : "";
        return aside + create(spec);
    }

    private String create(ContainerSpec spec) {
        return CommandLine.create(spec, Optional.of(source)).toText();
    }

    private String run(EngineAction.RunHelper action) {
        ContainerSpec spec = action.spec();
        String start = "docker start " + spec.name();
        String begun = exists.test(spec.name()) ? start : String.join("\n", create(spec), start);
        return switch (action.task()) {
            case SAVE_RECORDS -> begun + save(spec, "docker inspect " + source.name(), Keepsakes.DEFINITION);
            case SAVE_REPORT ->
                begun + save(spec, "docker logs --tail 200 " + source.name() + " 2>&1", "replacement.log");
            default -> begun;
        };
    }

    /** The helper makes the folder; by hand, a document is copied into it afterwards. */
    private static String save(ContainerSpec helper, String command, String document) {
        String file = helper.name() + ".tmp";
        return "\ntest \"$(docker wait " + helper.name() + ")\" = 0\n(umask 077 && " + command + " > " + file
                + ")\ndocker cp " + file + " " + helper.name() + ":" + DataMounts.RECORDS + "/documents/" + document
                + "\nrm " + file;
    }

    /** Repeats the signal until nobody is there to hear it: one that comes too early is lost. */
    private static String await(EngineAction.AwaitHelper await) {
        String release = await.task().awaitsRelease()
                ? "while docker kill --signal USR1 " + await.name() + " > /dev/null 2>&1; do\n  sleep 1\ndone\n"
                : "";
        return release + "test \"$(docker wait " + await.name() + ")\" = 0";
    }

    private String stopServer(EngineAction.StopServer stop) {
        return "docker exec " + stop.name() + " supervisorctl stop all || true\ndocker stop -t "
                + stop.grace().toSeconds() + " " + stop.name() + awaitRemoval(stop);
    }

    /** The engine removes a server that was run with {@code --rm} in its own time. */
    private String awaitRemoval(EngineAction.StopServer stop) {
        return source.document().flag("/HostConfig/AutoRemove").orElse(false)
                ? "\nwhile docker container inspect " + stop.name() + " > /dev/null 2>&1; do sleep 1; done"
                : "";
    }

    private String awaitReadiness(EngineAction.AwaitReadiness await) {
        String address = await.milestone() == Milestone.READY && !toPmm2 ? ":8080/v1/server/readyz" : "/v1/readyz";
        return "pmm_migration_tries=" + tries + "\nuntil docker exec " + await.name()
                + " curl -fso /dev/null http://127.0.0.1"
                + address
                + " || test \"$pmm_migration_tries\" -le 0; do\n  pmm_migration_tries=$((pmm_migration_tries - 1))"
                + "\n  sleep " + PAUSE_SECONDS + "\ndone\ntest \"$pmm_migration_tries\" -gt 0";
    }
}
