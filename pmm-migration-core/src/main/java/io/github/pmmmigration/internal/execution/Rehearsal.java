package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.storage.DefaultStorageDetector;
import io.github.pmmmigration.internal.storage.References;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.path.KnownVersions;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.MigrationGoal;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.MigrationNames;
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

    private final PlanSettings settings;
    private final Survey survey;
    private final MigrationIntent intent;
    private final ContainerMigrator migrator;
    private final ContainerEngine stage;
    private final Set<Milestone> milestones = EnumSet.noneOf(Milestone.class);
    private final List<PlannedAction> actions = new ArrayList<>();

    Rehearsal(PlanSettings settings, Survey survey, MigrationIntent intent, ContainerEngine engine) {
        this.settings = settings;
        this.survey = survey;
        this.intent = intent;
        this.migrator = settings.roles().migrator().apply(Migrators.of(survey));
        this.stage = stage(engine);
    }

    private ContainerEngine stage(ContainerEngine engine) {
        List<ContainerSnapshot> cast = cast();
        Set<ImageId> images = new LinkedHashSet<>();
        cast.forEach(container -> images.add(container.image()));
        List<SimulatedImage> known = Stream.concat(
                        images.stream().map(engine::inspectImage).flatMap(Optional::stream),
                        survey.targetImage().stream())
                .map(this::known)
                .toList();
        MigrationNames names = survey.site().names();
        List<VolumeSnapshot> volumes = Stream.concat(
                        cast.stream()
                                .flatMap(container -> container.mounts().stream())
                                .flatMap(mount -> mount.volume().stream()),
                        Stream.of(names.records(), names.backup(), names.copy()))
                .distinct()
                .map(engine::inspectVolume)
                .flatMap(Optional::stream)
                .toList();
        InMemoryContainerEngine simulated = InMemoryContainerEngine.empty();
        survey.leg().path().hops().forEach(hop -> simulated.publish(imageOf(hop)));
        networks().forEach(simulated::addNetwork);
        return simulated
                .publish(imageOf(survey.target(), Targets.expected(survey)))
                .observe(known, volumes, cast)
                .engine();
    }

    /** Networks that the replacement wants: the server itself may not be attached to them at the moment. */
    private Stream<String> networks() {
        ConfigDocument wanted = intent.replacement().get().configuration();
        return Stream.concat(
                wanted.text("/HostConfig/NetworkMode").stream(),
                wanted.keys("/NetworkingConfig/EndpointsConfig").stream());
    }

    /** What runs in the server and is to run there is PMM, whatever its image is called. */
    private SimulatedImage known(ImageSnapshot image) {
        SimulatedImage known = SimulatedImage.of(image);
        if (image.id().equals(survey.source().image())) {
            return known.runningPmm(survey.version()
                    .map(told -> told.version())
                    .orElse(KnownVersions.LAST_PMM2)
                    .toString());
        }
        boolean target = survey.targetImage()
                .filter(other -> other.id().equals(image.id()))
                .isPresent();
        return target ? known.runningPmm(goal(Targets.expected(survey))) : known;
    }

    private String goal(Optional<PmmVersion> version) {
        PmmVersion otherwise =
                survey.kind() == ReplacementKind.UPGRADE_PMM2 ? KnownVersions.LAST_PMM2 : KnownVersions.NEWEST_PIVOT;
        return version.orElse(otherwise).toString();
    }

    private static SimulatedImage imageOf(Hop hop) {
        return imageOf(hop.image(), hop.to());
    }

    private static SimulatedImage imageOf(ImageReference image, Optional<PmmVersion> version) {
        String text = version.map(PmmVersion::toString).orElse("3.8.1");
        return (text.startsWith("2") ? SimulatedImage.pmm2(text) : SimulatedImage.pmm3(text))
                .taggedAs(image.toString())
                .runningPmm(text);
    }

    /** The containers that have a part: the server, ours, and those whose storage the server uses. */
    private List<ContainerSnapshot> cast() {
        List<ContainerSnapshot> cast = new ArrayList<>();
        survey.source().document().texts("/HostConfig/VolumesFrom").stream()
                .map(References::lender)
                .flatMap(lender -> References.find(lender, survey.neighbours()).stream())
                .distinct()
                .forEach(cast::add);
        cast.add(survey.source());
        survey.site().ours().stream()
                .filter(own -> !own.id().equals(survey.source().id()))
                .forEach(cast::add);
        return cast;
    }

    List<PlannedAction> actions() {
        play(survey, intent, 1);
        if (survey.site().isGoingBack(settings.strategy())) {
            return List.copyOf(actions);
        }
        List<Hop> hops = survey.leg().path().hops();
        for (int number = 1; number < hops.size(); number++) {
            Survey then = later(hops.get(number));
            IntentFactory factory = new IntentFactory(settings, then, ProcessIdentity.NOBODY);
            milestones.clear();
            play(
                    then,
                    factory.make(
                            () -> "",
                            settings.surroundings().clock().instant(),
                            "preview",
                            HelperFactory.Documents.NONE),
                    number + 1);
        }
        return List.copyOf(actions);
    }

    /** Surveys the stage as it is after the hops before. */
    private Survey later(Hop hop) {
        Locator locator = new Locator(stage);
        Site site = locator.onward(locator.locate(survey.site().server().toRef()));
        ContainerSnapshot source = site.source().orElseThrow();
        List<ContainerSnapshot> others = stage.list(ContainerFilter.all());
        return survey.asIf(hop, stage.inspectImage(hop.image()))
                .at(
                        site,
                        stage.inspectImage(source.image()).orElse(survey.image()),
                        DefaultStorageDetector.detect(
                                source,
                                reference -> others.stream()
                                        .filter(other -> other.name().value().equals(reference)
                                                || other.id().value().startsWith(reference))
                                        .findFirst()));
    }

    private void play(Survey scene, MigrationIntent script, int hop) {
        Observer observer = new Observer(stage, scene.site().sourceId(), script, lockRun(script));
        MigrationGoal goal = new MigrationGoal(directionOf(scene), script);
        EquivalentCommand commands = new EquivalentCommand(
                scene.source(),
                settings.timeouts().readiness(),
                name -> stage.inspect(name.toRef()).isPresent(),
                scene.kind());
        boolean reversible = true;
        for (int count = 0; count < MOST_ACTIONS; count++) {
            Convergence convergence = migrator.next(goal, observer.observe(goal.direction(), milestones, Set.of()));
            if (!(convergence instanceof Convergence.Next next)) {
                break;
            }
            EngineAction action = next.action();
            reversible = reversible && !isPointOfNoReturn(action);
            PlannedAction planned = planned(next, commands.of(action), reversible, hop);
            actions.add(hop == 1 ? planned : new LaterHop(scene.source()).of(planned, count == 0));
            perform(action);
        }
    }

    private MigrationGoal.Direction directionOf(Survey scene) {
        return scene.site().isGoingBack(settings.strategy())
                ? MigrationGoal.Direction.BACK
                : MigrationGoal.Direction.FORWARD;
    }

    private static PlannedAction planned(Convergence.Next next, Optional<String> command, boolean reversible, int hop) {
        return new PlannedAction(
                next.action().id(), next.phase(), ActionText.describe(next.action()), command, reversible, hop);
    }

    private boolean isPointOfNoReturn(EngineAction action) {
        return action instanceof EngineAction.StartContainer
                && !intent.strategy().reversibleAfterStart();
    }

    private static String lockRun(MigrationIntent script) {
        return script.lock()
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
            stage.start(stage.inspect(helper.spec().name().toRef())
                    .map(ContainerSnapshot::id)
                    .orElseGet(() -> stage.create(helper.spec())));
        } else if (action instanceof EngineAction.AwaitHelper helper) {
            stage.signal(helper.helper(), HelperWatch.RELEASE);
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
        } else if (action instanceof EngineAction.PreserveLayer layer) {
            stage.commit(layer.container(), layer.image());
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
        if (action instanceof EngineAction.UpdateServer) {
            return Optional.of(Milestone.UPDATED);
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
