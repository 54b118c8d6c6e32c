package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.decision.StandardContainerMigrator;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.MigrationGoal;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets the real decisions run on a simulated engine that was seeded with what was seen.
 *
 * <p>So a preview cannot drift away from what an execution does. What a server would answer is taken to be good news.
 */
final class Rehearsal {
    private static final int MOST_ACTIONS = 100;

    private final Survey survey;
    private final MigrationIntent intent;
    private final ContainerMigrator migrator;
    private final ContainerEngine stage;
    private final EquivalentCommand commands;
    private final Set<Milestone> milestones = EnumSet.noneOf(Milestone.class);

    Rehearsal(PlanSettings settings, Survey survey, MigrationIntent intent, ContainerEngine engine) {
        this.survey = survey;
        this.intent = intent;
        this.migrator = settings.roles().migrator().orElseGet(StandardContainerMigrator::new);
        this.stage = stage(engine);
        this.commands = new EquivalentCommand(
                survey.source(),
                settings.timeouts().readiness(),
                name -> stage.inspect(name.toRef()).isPresent());
    }

    private ContainerEngine stage(ContainerEngine engine) {
        List<ContainerSnapshot> cast = cast();
        Set<ImageId> images = new LinkedHashSet<>();
        cast.forEach(container -> images.add(container.image()));
        List<SimulatedImage> known = Stream.concat(
                        images.stream()
                                .map(engine::inspectImage)
                                .flatMap(Optional::stream)
                                .map(SimulatedImage::of),
                        survey.targetImage().stream().map(SimulatedImage::of))
                .toList();
        List<VolumeSnapshot> volumes = cast.stream()
                .flatMap(container -> container.mounts().stream())
                .flatMap(mount -> mount.volume().stream())
                .distinct()
                .map(engine::inspectVolume)
                .flatMap(Optional::stream)
                .toList();
        String version = Targets.expected(survey).map(Object::toString).orElse("3.8.1");
        return InMemoryContainerEngine.empty()
                .publish(SimulatedImage.pmm3(version).taggedAs(survey.target().toString()))
                .observe(known, volumes, cast)
                .engine();
    }

    /** The containers that have a part: the server, ours, and those whose storage the server uses. */
    private List<ContainerSnapshot> cast() {
        List<String> lenders = survey.source().document().texts("/HostConfig/VolumesFrom").stream()
                .map(text -> text.replaceFirst(":.*$", ""))
                .toList();
        List<ContainerSnapshot> cast = new ArrayList<>();
        survey.neighbours().stream()
                .filter(neighbour -> lenders.contains(neighbour.name().value())
                        || lenders.contains(neighbour.id().value()))
                .forEach(cast::add);
        cast.add(survey.source());
        survey.site().ours().stream()
                .filter(own -> !own.id().equals(survey.source().id()))
                .forEach(cast::add);
        return cast;
    }

    List<PlannedAction> actions() {
        Observer observer =
                new Observer(stage, survey.site().names(), survey.source().id(), survey.target(), lockRun());
        MigrationGoal goal = new MigrationGoal(MigrationGoal.Direction.FORWARD, intent);
        List<PlannedAction> actions = new ArrayList<>();
        boolean reversible = true;
        for (int count = 0; count < MOST_ACTIONS; count++) {
            Convergence convergence = migrator.next(goal, observer.observe(milestones, Set.of()));
            if (!(convergence instanceof Convergence.Next next)) {
                break;
            }
            EngineAction action = next.action();
            reversible = reversible && !isPointOfNoReturn(action);
            actions.add(planned(next, reversible));
            perform(action);
        }
        return actions;
    }

    private PlannedAction planned(Convergence.Next next, boolean reversible) {
        return new PlannedAction(
                next.action().id(),
                next.phase().name(),
                ActionText.describe(next.action()),
                commands.of(next.action()),
                reversible);
    }

    private boolean isPointOfNoReturn(EngineAction action) {
        return action instanceof EngineAction.StartContainer
                && !intent.strategy().reversibleAfterStart();
    }

    private String lockRun() {
        return intent.lock()
                .configuration()
                .text("/Labels/" + ConfigDocument.escape(Labels.LOCK_RUN))
                .orElse("");
    }

    private void perform(EngineAction action) {
        if (action instanceof EngineAction.AcquireLock lock) {
            stage.inspect(lock.spec().name().toRef())
                    .ifPresent(held -> stage.rename(held.id(), new ContainerName(held.name() + "-taken")));
            stage.create(lock.spec());
        } else if (action instanceof EngineAction.PullImage pull) {
            stage.pull(pull.image(), PullListener.NONE);
            milestones.add(Milestone.PULLED);
        } else if (action instanceof EngineAction.CreateVolume volume) {
            stage.createVolume(volume.spec());
        } else if (action instanceof EngineAction.CreateContainer create) {
            stage.create(create.spec());
        } else if (action instanceof EngineAction.RunHelper helper) {
            stage.start(stage.create(helper.spec()));
        } else if (action instanceof EngineAction.AwaitHelper helper) {
            stage.waitForExit(helper.helper(), Duration.ofHours(1));
        } else {
            performOnContainers(action);
        }
    }

    private void performOnContainers(EngineAction action) {
        if (action instanceof EngineAction.StopServer stop) {
            stage.stop(stop.container(), stop.grace());
        } else if (action instanceof EngineAction.StopContainer stop) {
            stage.stop(stop.container(), Duration.ZERO);
        } else if (action instanceof EngineAction.SetRestartPolicy policy) {
            stage.setRestartPolicy(policy.container(), policy.policy());
        } else if (action instanceof EngineAction.Rename rename) {
            stage.rename(rename.container(), rename.to());
        } else if (action instanceof EngineAction.StartContainer start) {
            stage.start(start.container());
            milestones.add(start.milestone());
        } else if (action instanceof EngineAction.RemoveContainer remove) {
            stage.remove(remove.container());
        } else if (action instanceof EngineAction.ReleaseLock lock) {
            stage.remove(lock.lock());
        } else {
            milestones.add(reachedBy(action).orElse(Milestone.VERIFIED));
        }
    }

    private static Optional<Milestone> reachedBy(EngineAction action) {
        if (action instanceof EngineAction.TakeBaseline) {
            return Optional.of(Milestone.BASELINE_TAKEN);
        }
        if (action instanceof EngineAction.AwaitApproval) {
            return Optional.of(Milestone.CUT_OVER_APPROVED);
        }
        if (action instanceof EngineAction.AwaitReadiness await) {
            return Optional.of(await.milestone());
        }
        return action instanceof EngineAction.MigrateApiKeys ? Optional.of(Milestone.KEYS_MIGRATED) : Optional.empty();
    }
}
