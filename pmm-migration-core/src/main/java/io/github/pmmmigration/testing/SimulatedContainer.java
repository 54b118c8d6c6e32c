package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.RestartPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A container and what it is doing. Mutable; guarded by the engine's lock. */
final class SimulatedContainer {
    private final ContainerDefinition definition;
    private final RestartPolicy originalPolicy;
    private String name;
    private RestartPolicy policy;
    private Status status = Status.CREATED;
    private int exitCode;
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> finishedAt = Optional.empty();
    private String error = "";
    private int restarts;
    private boolean manuallyStopped;
    private boolean ready;
    private boolean servicesStopped;
    private Optional<Instant> wakeAt = Optional.empty();
    private Optional<Instant> atWorkSince = Optional.empty();
    private int stepsDone;
    private int plannedExit;
    private List<PortBinding> ports = List.of();
    private List<String> log = List.of();

    private @Nullable ContainerSnapshot snapshot;

    SimulatedContainer(ContainerDefinition definition, String name, RestartPolicy policy) {
        this.definition = definition;
        this.originalPolicy = policy;
        this.name = name;
        this.policy = policy;
    }

    SimulatedContainer copy() {
        SimulatedContainer copy = new SimulatedContainer(definition, name, originalPolicy);
        copy.policy = policy;
        copy.status = status;
        copy.exitCode = exitCode;
        copy.startedAt = startedAt;
        copy.finishedAt = finishedAt;
        copy.error = error;
        copy.restarts = restarts;
        copy.manuallyStopped = manuallyStopped;
        copy.ready = ready;
        copy.servicesStopped = servicesStopped;
        copy.wakeAt = wakeAt;
        copy.atWorkSince = atWorkSince;
        copy.stepsDone = stepsDone;
        copy.plannedExit = plannedExit;
        copy.ports = ports;
        copy.log = log;
        copy.snapshot = snapshot;
        return copy;
    }

    /** Takes over the state of an observed container. */
    void resume(ContainerSnapshot observed, boolean isReady) {
        status = observed.state().status();
        exitCode = observed.state().exitCode();
        startedAt = observed.state().startedAt();
        finishedAt = observed.state().finishedAt();
        error = observed.state().error();
        ready = isReady;
        ports = isActive() ? definition.ports() : List.of();
        changed();
    }

    void begin(Instant now, List<PortBinding> allocated) {
        status = Status.RUNNING;
        exitCode = 0;
        startedAt = Optional.of(now);
        error = "";
        manuallyStopped = false;
        servicesStopped = false;
        stepsDone = 0;
        plannedExit = 0;
        wakeAt = Optional.empty();
        atWorkSince = Optional.empty();
        ports = allocated;
        changed();
    }

    /** Records a start that the engine could not carry out. */
    void failToStart(int code, String why) {
        exitCode = code;
        error = why;
        changed();
    }

    void end(Instant now, int code) {
        status = Status.EXITED;
        exitCode = code;
        finishedAt = Optional.of(now);
        ready = false;
        wakeAt = Optional.empty();
        ports = List.of();
        changed();
    }

    /** Lets the engine start it again after a pause. */
    void awaitRestart(Instant at) {
        status = Status.RESTARTING;
        restarts++;
        wakeAt = Optional.of(at);
        changed();
    }

    void planExit(Instant at, int code) {
        wakeAt = Optional.of(at);
        plannedExit = code;
    }

    void wakeAt(Instant at) {
        wakeAt = Optional.of(at);
    }

    void beginWork(Instant now) {
        atWorkSince = Optional.of(now);
    }

    void forgetRestarts() {
        restarts = 0;
    }

    void stepDone() {
        stepsDone++;
    }

    void markManuallyStopped() {
        manuallyStopped = true;
    }

    void ready(boolean isReady) {
        ready = isReady;
        changed();
    }

    void stopServices() {
        servicesStopped = true;
        changed();
    }

    void startServices() {
        servicesStopped = false;
        changed();
    }

    void rename(String newName) {
        name = newName;
        changed();
    }

    void policy(RestartPolicy newPolicy) {
        policy = newPolicy;
        changed();
    }

    void print(String line) {
        List<String> longer = new ArrayList<>(log);
        longer.add(line);
        log = List.copyOf(longer);
    }

    /** Returns what an inspection shows; made anew only after a change. */
    ContainerSnapshot snapshot() {
        ContainerSnapshot current = snapshot;
        if (current == null) {
            current = ContainerSnapshot.of(InspectionWriter.write(this));
            snapshot = current;
        }
        return current;
    }

    ContainerDefinition definition() {
        return definition;
    }

    String id() {
        return definition.id();
    }

    String name() {
        return name;
    }

    RestartPolicy policy() {
        return policy;
    }

    /** Returns whether it has the policy still that it was created or observed with. */
    boolean hasOriginalPolicy() {
        return policy.equals(originalPolicy);
    }

    Status status() {
        return status;
    }

    boolean isRunning() {
        return status == Status.RUNNING;
    }

    boolean isActive() {
        return isRunning() || status == Status.PAUSED || status == Status.RESTARTING;
    }

    int exitCode() {
        return exitCode;
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }

    Optional<Instant> finishedAt() {
        return finishedAt;
    }

    String error() {
        return error;
    }

    int restarts() {
        return restarts;
    }

    boolean manuallyStopped() {
        return manuallyStopped;
    }

    /** Returns whether the server in it serves. */
    boolean ready() {
        return ready && !servicesStopped;
    }

    boolean servicesStopped() {
        return servicesStopped;
    }

    Optional<Instant> wakeAt() {
        return wakeAt;
    }

    /** Returns since when it works; empty while it waits to be released. */
    Optional<Instant> atWorkSince() {
        return atWorkSince;
    }

    boolean wakesBefore(@Nullable SimulatedContainer other) {
        if (wakeAt.isEmpty()) {
            return false;
        }
        return other == null || other.wakeAt.isEmpty() || wakeAt.get().isBefore(other.wakeAt.get());
    }

    int stepsDone() {
        return stepsDone;
    }

    int plannedExit() {
        return plannedExit;
    }

    List<PortBinding> ports() {
        return ports;
    }

    List<String> log() {
        return log;
    }

    private void changed() {
        snapshot = null;
    }

    @Override
    public String toString() {
        return name + " (" + definition.id().substring(0, 12) + ", " + status + ")";
    }
}
