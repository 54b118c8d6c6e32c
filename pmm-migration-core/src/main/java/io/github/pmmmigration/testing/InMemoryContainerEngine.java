package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A container engine in memory that behaves like Docker where a migration touches it, and is stricter about the rest.
 *
 * <p>It refuses what a real engine refuses: taken names and ports, commands in stopped containers, removal of running ones.
 * The content of volumes is reduced to {@link DataFacts}. After each call it looks for histories that must never happen to a
 * user's server, such as two servers on one volume, and throws {@link ForbiddenHistory}. Time is simulated: nothing sleeps.
 *
 * <p>Code under test gets a view, which can also interrupt it at any call:
 *
 * <pre>{@code
 * InMemoryContainerEngine engine = InMemoryContainerEngine.withPmm2Server("pmm-server");
 *
 * assertThrows(SimulatedCrash.class, () -> migrate(engine.crashingAfterCall(7)));
 * migrate(engine.engine());
 * }</pre>
 *
 * <p>Calls are numbered per view, from 1. Safe for concurrent use, as are the views.
 *
 * @since 0.1
 */
public final class InMemoryContainerEngine {
    private static final List<String> PUBLISHED = List.of("3.0.0", "3.7.0", "3.8.1", "3.12.0");

    private final Simulation simulation;

    private InMemoryContainerEngine(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Returns an engine with nothing on it; its registry has the usual versions of {@code percona/pmm-server}. */
    public static InMemoryContainerEngine empty() {
        InMemoryContainerEngine engine =
                new InMemoryContainerEngine(new Simulation(new World(), new Invariants(), ManualClock.create()));
        engine.publish(SimulatedImage.pmm2(SimulatedServer.LAST_PMM2));
        PUBLISHED.forEach(version -> engine.publish(SimulatedImage.pmm3(version)));
        return engine;
    }

    /** Returns an engine with a running PMM 2 on a named volume, published on port 443. */
    public static InMemoryContainerEngine withPmm2Server(String name) {
        return withPmm2Server(name, StorageKind.NAMED_VOLUME);
    }

    /** Returns an engine with a running PMM 2 that keeps its data in the given way. */
    public static InMemoryContainerEngine withPmm2Server(String name, StorageKind storage) {
        return empty().add(SimulatedServer.pmm2(name).on(storage));
    }

    /**
     * Adds what was observed on another engine, so that decisions can be tried out without touching that one.
     *
     * <p>What the volumes hold is inferred from what the containers' states tell about their past.
     *
     * @param images images that are on that engine; say which version they run where labels and tags do not
     */
    public InMemoryContainerEngine observe(
            Collection<SimulatedImage> images,
            Collection<VolumeSnapshot> volumes,
            Collection<ContainerSnapshot> containers) {
        images.forEach(this::addImage);
        simulation.observe(List.copyOf(volumes), List.copyOf(containers));
        return this;
    }

    /** Adds a server as somebody once ran it; its history so far is not recorded. */
    public InMemoryContainerEngine add(SimulatedServer server) {
        Objects.requireNonNull(server, "server");
        simulation.seed(seeding -> seeding.add(server));
        return this;
    }

    /** Adds an image to the engine. */
    public InMemoryContainerEngine addImage(SimulatedImage image) {
        return onHost(world -> world.images().add(Objects.requireNonNull(image, "image")));
    }

    /** Adds an image to the registry; it hides older ones of the same reference. */
    public InMemoryContainerEngine publish(SimulatedImage image) {
        return onHost(world -> world.images().publish(Objects.requireNonNull(image, "image")));
    }

    /** Lets each pull fail for this reason from now on. */
    public InMemoryContainerEngine breakRegistry(String reason) {
        return onHost(world -> world.images().breakRegistry(Optional.of(reason)));
    }

    /** Lets pulls succeed again. */
    public InMemoryContainerEngine repairRegistry() {
        return onHost(world -> world.images().breakRegistry(Optional.empty()));
    }

    /** Adds a network that containers can be connected to. */
    public InMemoryContainerEngine addNetwork(String name) {
        return onHost(world -> world.networks().add(Objects.requireNonNull(name, "name")));
    }

    /** Lets something outside the engine listen on a port of the host. */
    public InMemoryContainerEngine occupyPort(int port) {
        return onHost(world -> world.foreignPorts().add(port));
    }

    /** Ends what listens on a port outside the engine. */
    public InMemoryContainerEngine releasePort(int port) {
        return onHost(world -> world.foreignPorts().remove(port));
    }

    /** Answers certain commands that are executed in containers; later responders are asked first. */
    public InMemoryContainerEngine onExec(ExecResponder responder) {
        simulation.prefer(Objects.requireNonNull(responder, "responder"));
        return this;
    }

    /** Replaces what helper containers do; also of those that run. */
    public InMemoryContainerEngine helperEffects(HelperEffects effects) {
        simulation.effects(Objects.requireNonNull(effects, "effects"));
        return this;
    }

    /** Sets how much simulated time each call takes; 10 ms if not set. */
    public InMemoryContainerEngine callsTaking(Duration time) {
        simulation.callTime(Objects.requireNonNull(time, "time"));
        return this;
    }

    /** Makes it a forbidden history that PMM 3 first writes data of which there is no complete backup. */
    public InMemoryContainerEngine expectBackup() {
        simulation.invariants().requestBackup();
        return this;
    }

    /** Allows from now on that the last definition of the PMM 2 server is removed. */
    public InMemoryContainerEngine expectCommit() {
        simulation.invariants().expectCommit();
        return this;
    }

    /**
     * Has a listener told of each server that starts, stops, gets ready, or changes its name or ports; at once of those that
     * run now. Listeners are called on the thread that caused the change and may call the engine. Copies have none.
     */
    public void onServerChanged(Consumer<ServerOnEngine> listener) {
        simulation.listen(Objects.requireNonNull(listener, "listener")).forEach(listener);
    }

    /** Has a fake server answer whenever a server on this engine serves, as the version that is in its image. */
    public InMemoryContainerEngine answeredBy(FakePmmServer server) {
        onServerChanged(new ServerLink(Objects.requireNonNull(server, "server")));
        return this;
    }

    /** Returns a view on which nothing goes wrong. */
    public ContainerEngine engine() {
        return view(Fault.NONE);
    }

    /** Returns a view whose process dies before its call with this number reaches the engine. */
    public ContainerEngine crashingBeforeCall(int number) {
        return interrupting(Interruption.CRASH_BEFORE, number);
    }

    /** Returns a view whose process dies after its call with this number took effect. */
    public ContainerEngine crashingAfterCall(int number) {
        return interrupting(Interruption.CRASH_AFTER, number);
    }

    /** Returns a view whose call with this number takes effect, and whose answer is lost. */
    public ContainerEngine losingReplyOfCall(int number) {
        return interrupting(Interruption.LOST_REPLY, number);
    }

    /** Returns a view whose process dies at its call with this number, which takes effect after the successor's first call. */
    public ContainerEngine delayingCall(int number) {
        return interrupting(Interruption.LATE_AFTER_FIRST_CALL, number);
    }

    /** Returns a view that is interrupted at its call with this number. */
    public ContainerEngine interrupting(Interruption interruption, int number) {
        return view(Fault.atCall(number, Objects.requireNonNull(interruption, "interruption")));
    }

    /** Returns a view that is interrupted at its call with this number, counting only calls that may change something. */
    public ContainerEngine interruptingChange(Interruption interruption, int number) {
        return view(Fault.atChange(number, Objects.requireNonNull(interruption, "interruption")));
    }

    /** Returns a view on which the engine refuses this verb each time. */
    public ContainerEngine failingOn(EngineVerb verb) {
        return failingOn(
                verb, () -> Refusals.rejected("The simulated engine refuses " + verb + ".", "Ask the test why."));
    }

    /** Returns a view on which this verb fails each time with an exception of the supplier and changes nothing. */
    public ContainerEngine failingOn(EngineVerb verb, Supplier<? extends RuntimeException> exception) {
        Objects.requireNonNull(verb, "verb");
        return view(Fault.refusing(verb, Objects.requireNonNull(exception, "exception")));
    }

    private ContainerEngine view(Fault fault) {
        return new EngineView(new Calls(simulation, fault));
    }

    /** Lets all calls of dead processes that are still on their way take effect now. */
    public void landLateCalls() {
        simulation.landAll();
    }

    /** Stops the engine with everything on it and starts it again, which starts containers by their restart policies. */
    public void daemonRestart() {
        simulation.daemonRestart();
    }

    /** Returns an independent copy of everything but the listeners; its clock is its own. */
    public InMemoryContainerEngine copy() {
        return new InMemoryContainerEngine(simulation.copy());
    }

    /** Returns the clock that the engine lives by; waiting on it lets simulated time pass. */
    public ManualClock clock() {
        return simulation.clock();
    }

    /** Returns the calls of all views so far, in the order in which they took effect. */
    public List<RecordedCall> recordedCalls() {
        return simulation.recorded();
    }

    /** Returns how many calls have been interrupted so far; tells whether a run was long enough to reach an interruption. */
    public int interruptions() {
        return simulation.interruptions();
    }

    /** Returns what has happened that must never happen; empty in all good histories. */
    public List<String> violations() {
        return simulation.violations();
    }

    /** Returns what a container finds at {@code /srv}. */
    public DataFacts dataOf(ContainerName container) {
        Objects.requireNonNull(container, "container");
        return simulation.onHost(world -> world.stores()
                .at(world.find(ContainerRef.of(container.value()))
                        .orElseThrow(() -> Refusals.noSuchContainer(container.value()))
                        .definition()
                        .storeAt(ServerProcess.DATA)));
    }

    /** Returns what a container finds at {@code /srv}. */
    public DataFacts dataOf(ContainerId container) {
        Objects.requireNonNull(container, "container");
        return simulation.onHost(world ->
                world.stores().at(world.existing(container.value()).definition().storeAt(ServerProcess.DATA)));
    }

    /** Returns what a volume holds. */
    public DataFacts dataIn(VolumeName volume) {
        Objects.requireNonNull(volume, "volume");
        return simulation.onHost(world -> world.stores().at(Stores.ofVolume(volume.value())));
    }

    /** Changes what a volume holds, behind everybody's back. */
    public InMemoryContainerEngine changeData(VolumeName volume, UnaryOperator<DataFacts> change) {
        String store = Stores.ofVolume(volume.value());
        return onHost(
                world -> world.stores().put(store, change.apply(world.stores().at(store))));
    }

    /** Moves a folder of the host elsewhere, behind everybody's back; what is mounted already stays where it is looked for. */
    public InMemoryContainerEngine moveFolder(String from, String to) {
        return onHost(world -> {
            world.folders().remove(from);
            world.folders().add(to);
            world.stores().put(Stores.ofFolder(to), world.stores().drop(Stores.ofFolder(from)));
        });
    }

    private InMemoryContainerEngine onHost(Consumer<World> action) {
        simulation.onHost(world -> {
            action.accept(world);
            return world;
        });
        return this;
    }
}
