package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.VolumeSnapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The state of one simulated engine with its clock, its rules and its listeners; itself the lock of all of them. */
final class Simulation {
    private final World world;
    private final Invariants invariants;
    private final ManualClock clock;
    private final SimulatedEngine engine;
    private final List<RecordedCall> recorded = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private final List<Consumer<ServerOnEngine>> listeners = new ArrayList<>();
    private final Map<String, ServerOnEngine> lastTold = new LinkedHashMap<>();
    private final Deque<ServerOnEngine> untold = new ArrayDeque<>();
    private HelperEffects effects = HelperEffects.standard();
    private Duration callTime = Duration.ofMillis(10);
    private int interruptions;

    Simulation(World world, Invariants invariants, ManualClock clock) {
        this.world = world;
        this.invariants = invariants;
        this.clock = clock;
        this.engine = new SimulatedEngine(world, invariants, clock, this::effects);
        clock.onAdvance(this::timePassed);
    }

    synchronized Simulation copy() {
        Simulation copy = new Simulation(world.copy(), invariants.copy(), ManualClock.at(clock.instant()));
        copy.recorded.addAll(recorded);
        copy.late.addAll(late);
        copy.effects = effects;
        copy.callTime = callTime;
        copy.interruptions = interruptions;
        copy.engine.execs().preferAllOf(engine.execs());
        return copy;
    }

    /** Carries out a call: lets time pass, lets late calls of the dead land in between, then looks for violations. */
    synchronized <T> T perform(EngineVerb verb, String target, EngineCall<T> effect) {
        clock.tick(callTime);
        engine.settle();
        if (verb.isChange()) {
            land(how -> how == Interruption.LATE_BEFORE_FIRST_CHANGE);
        }
        String outcome = "ok";
        try {
            return effect.on(engine);
        } catch (RuntimeException e) {
            outcome = e.getClass().getSimpleName();
            throw e;
        } finally {
            record(verb, target, outcome);
            engine.settle();
            land(how -> how == Interruption.LATE_AFTER_FIRST_CALL
                    || (verb.isChange() && how == Interruption.LATE_AFTER_FIRST_CHANGE));
            look();
        }
    }

    synchronized void record(EngineVerb verb, String target, String outcome) {
        recorded.add(new RecordedCall(verb, target, outcome));
    }

    synchronized void countInterruption() {
        interruptions++;
    }

    synchronized int interruptions() {
        return interruptions;
    }

    synchronized List<RecordedCall> recorded() {
        return List.copyOf(recorded);
    }

    synchronized void postpone(Interruption how, EngineVerb verb, String target, EngineCall<?> effect) {
        if (verb.isChange()) {
            late.add(new Late(how, verb, target, effect));
        }
    }

    /** Lets all late calls take effect now. */
    void landAll() {
        synchronized (this) {
            land(how -> true);
            look();
        }
        tellListeners();
    }

    private void land(Predicate<Interruption> due) {
        List<Late> landing = late.stream().filter(call -> due.test(call.how())).toList();
        late.removeAll(landing);
        landing.forEach(this::land);
    }

    private void land(Late call) {
        try {
            call.effect().on(engine);
            record(call.verb(), call.target(), "took effect late");
        } catch (RuntimeException refused) {
            record(call.verb(), call.target(), "arrived late and was refused");
        }
    }

    void daemonRestart() {
        synchronized (this) {
            engine.daemonRestart();
            engine.settle();
            look();
        }
        tellListeners();
    }

    private void timePassed() {
        synchronized (this) {
            engine.settle();
            look();
        }
        tellListeners();
    }

    private void look() {
        invariants.check(world);
        noticeServers();
        invariants.throwNew();
    }

    /** Reads or changes what is on the engine, as somebody who sits on its host could. */
    <T> T onHost(Function<World, T> action) {
        T result;
        synchronized (this) {
            result = action.apply(world);
            look();
        }
        tellListeners();
        return result;
    }

    /** Builds a past: what happened then is neither recorded nor judged. */
    void seed(Consumer<Seeding> action) {
        synchronized (this) {
            action.accept(new Seeding(world, engine));
            invariants.forgiveThePast();
            look();
        }
        tellListeners();
    }

    /** Rebuilds what was observed elsewhere; the clock goes on from there. */
    void observe(List<VolumeSnapshot> volumes, List<ContainerSnapshot> containers) {
        synchronized (this) {
            Observation observation = new Observation(world, effects, invariants);
            volumes.forEach(observation::add);
            containers.forEach(observation::add);
            observation
                    .infer()
                    .filter(clock.instant()::isBefore)
                    .ifPresent(last -> clock.tick(Duration.between(clock.instant(), last)));
            invariants.forgiveThePast();
        }
        tellListeners();
    }

    synchronized List<String> violations() {
        return invariants.violations();
    }

    /** Registers a listener and returns the servers that run now. */
    synchronized List<ServerOnEngine> listen(Consumer<ServerOnEngine> listener) {
        List<ServerOnEngine> now = world.servers().map(this::describe).toList();
        now.forEach(server -> lastTold.put(server.id().value(), server));
        listeners.add(listener);
        return now.stream().filter(ServerOnEngine::running).toList();
    }

    /** Notices first what has stopped, then what runs, so that a listener never sees two servers where there is one. */
    private void noticeServers() {
        if (listeners.isEmpty()) {
            return;
        }
        List<SimulatedContainer> changed = world.servers()
                .filter(server -> !looksAsTold(server))
                .sorted(Comparator.comparing(SimulatedContainer::isRunning))
                .toList();
        changed.forEach(this::noticeChange);
    }

    private boolean looksAsTold(SimulatedContainer server) {
        ServerOnEngine told = lastTold.get(server.id());
        return told != null
                && told.running() == server.isRunning()
                && told.ready() == server.ready()
                && told.name().value().equals(server.name());
    }

    private void noticeChange(SimulatedContainer server) {
        ServerOnEngine now = describe(server);
        ServerOnEngine before = lastTold.put(server.id(), now);
        if (before != null || now.running()) {
            untold.add(now);
        }
    }

    private ServerOnEngine describe(SimulatedContainer server) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        server.ports().forEach(port -> ports.put(port.containerPort(), port.hostPort()));
        return new ServerOnEngine(
                new ContainerId(server.id()),
                new ContainerName(server.name()),
                server.definition().server().orElseThrow(),
                server.isRunning(),
                server.ready(),
                ports,
                world.stores().at(server.definition().storeAt(ServerProcess.DATA)));
    }

    /** Tells listeners without holding the lock, so that they may call the engine. */
    void tellListeners() {
        ServerOnEngine next = nextUntold();
        while (next != null) {
            tell(next);
            next = nextUntold();
        }
    }

    private void tell(ServerOnEngine news) {
        List<Consumer<ServerOnEngine>> all;
        synchronized (this) {
            all = List.copyOf(listeners);
        }
        all.forEach(listener -> listener.accept(news));
    }

    private synchronized @Nullable ServerOnEngine nextUntold() {
        return untold.poll();
    }

    synchronized HelperEffects effects() {
        return effects;
    }

    synchronized void effects(HelperEffects newEffects) {
        effects = newEffects;
    }

    synchronized void callTime(Duration time) {
        callTime = time;
    }

    synchronized void prefer(ExecResponder responder) {
        engine.execs().prefer(responder);
    }

    ManualClock clock() {
        return clock;
    }

    Invariants invariants() {
        return invariants;
    }

    /** A call that was sent by a process that is dead, and has not arrived yet. */
    private record Late(Interruption how, EngineVerb verb, String target, EngineCall<?> effect) {}
}
