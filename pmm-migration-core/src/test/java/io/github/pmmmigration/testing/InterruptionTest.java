package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.error.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private static final ContainerName SERVER = new ContainerName("pmm-server");
    private static final ContainerName OTHER = new ContainerName("other");

    private final InMemoryContainerEngine simulation = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final ContainerEngine observer = simulation.engine();
    private final ContainerId server =
            observer.inspect(SERVER.toRef()).orElseThrow().id();

    @Test
    void crashesBeforeTheCallTakesEffect() {
        assertCrashes(simulation.crashingBeforeCall(1));

        assertThat(exists(SERVER)).isTrue();
    }

    @Test
    void crashesAfterTheCallTookEffect() {
        assertCrashes(simulation.crashingAfterCall(1));

        assertThat(exists(OTHER)).isTrue();
    }

    @Test
    void staysDeadAfterACrash() {
        ContainerEngine dead = simulation.crashingBeforeCall(1);
        assertCrashes(dead);

        assertCrashes(dead);

        assertThat(exists(SERVER)).isTrue();
    }

    @Test
    void losesTheReplyOfACallThatTookEffect() {
        ContainerEngine lossy = simulation.losingReplyOfCall(1);

        assertThatThrownBy(() -> lossy.rename(server, OTHER)).isInstanceOf(EngineUnavailableException.class);

        assertThat(exists(OTHER)).isTrue();
        assertThat(lossy.inspect(OTHER.toRef())).isPresent();
    }

    @Test
    void losesTheReplyOfARefusalToo() {
        ContainerEngine lossy = simulation.losingReplyOfCall(1);

        assertThatThrownBy(() -> lossy.remove(server)).isInstanceOf(EngineUnavailableException.class);
    }

    @Test
    void losesARequestThatNeverArrives() {
        ContainerEngine lossy = simulation.interrupting(Interruption.LOST_REQUEST, 1);

        assertThatThrownBy(() -> lossy.rename(server, OTHER)).isInstanceOf(EngineUnavailableException.class);

        assertThat(exists(SERVER)).isTrue();
    }

    @Test
    void letsACallLandAfterTheFirstCallOfTheSuccessor() {
        assertCrashes(simulation.delayingCall(1));

        assertThat(observer.inspect(SERVER.toRef())).isPresent();
        assertThat(observer.inspect(SERVER.toRef())).isEmpty();
    }

    @Test
    void letsACallLandBetweenLookAndAct() {
        assertCrashes(simulation.interrupting(Interruption.LATE_BEFORE_FIRST_CHANGE, 1));
        assertThat(exists(SERVER)).isTrue();

        observer.rename(server, new ContainerName("last"));

        assertThat(outcomes()).endsWith("took effect late", "ok");
        assertThat(exists(new ContainerName("last"))).isTrue();
    }

    @Test
    void letsACallLandAfterTheFirstChangeOfTheSuccessor() {
        assertCrashes(simulation.interrupting(Interruption.LATE_AFTER_FIRST_CHANGE, 1));
        assertThat(exists(SERVER)).isTrue();

        observer.rename(server, new ContainerName("first"));

        assertThat(exists(OTHER)).isTrue();
    }

    @Test
    void letsALateCallBeRefusedQuietly() {
        ContainerEngine delayed = simulation.interrupting(Interruption.LATE_AFTER_FIRST_CHANGE, 1);
        assertThatThrownBy(() -> delayed.remove(server)).isInstanceOf(SimulatedCrash.class);

        observer.rename(server, OTHER);

        assertThat(outcomes()).endsWith("ok", "arrived late and was refused");
    }

    @Test
    void landsLateCallsWhenAsked() {
        assertCrashes(simulation.interrupting(Interruption.LATE_AFTER_FIRST_CHANGE, 1));

        simulation.landLateCalls();

        assertThat(exists(OTHER)).isTrue();
    }

    @Test
    void forgetsLateCallsThatOnlyRead() {
        ContainerEngine delayed = simulation.delayingCall(1);
        assertThatThrownBy(delayed::ping).isInstanceOf(SimulatedCrash.class);

        observer.ping();

        assertThat(outcomes()).containsExactly("ok", "ok");
    }

    @Test
    void countsOnlyChangesWhenAsked() {
        ContainerEngine crashing = simulation.interruptingChange(Interruption.CRASH_BEFORE, 2);

        crashing.ping();
        crashing.rename(server, OTHER);
        crashing.ping();

        assertThatThrownBy(() -> crashing.rename(server, SERVER)).isInstanceOf(SimulatedCrash.class);
    }

    @Test
    void tellsWhetherAnInterruptionWasReached() {
        ContainerEngine lossy = simulation.losingReplyOfCall(2);

        lossy.ping();
        assertThat(simulation.interruptions()).isZero();

        assertThatThrownBy(lossy::ping).isInstanceOf(EngineUnavailableException.class);
        assertThat(simulation.interruptions()).isEqualTo(1);
    }

    @Test
    void failsOnOneVerbOnly() {
        ContainerEngine refusing = simulation.failingOn(EngineVerb.RENAME);

        assertThatThrownBy(() -> refusing.rename(server, OTHER)).isInstanceOf(EngineRejectedException.class);

        assertThat(refusing.inspect(SERVER.toRef())).isPresent();
    }

    @Test
    void failsWithTheExceptionOfTheTest() {
        ContainerEngine refusing = simulation.failingOn(
                EngineVerb.RENAME,
                () -> new ImageNotAvailableException(new Problem("CODE", "what", "state", "remedy")));

        assertThatThrownBy(() -> refusing.rename(server, OTHER)).isInstanceOf(ImageNotAvailableException.class);
    }

    @Test
    void recordsCallsInTheOrderOfTheirEffect() {
        observer.rename(server, OTHER);
        assertThatThrownBy(() -> observer.remove(server)).isInstanceOf(EngineRejectedException.class);

        assertThat(simulation.recordedCalls())
                .extracting(RecordedCall::toString)
                .endsWith(
                        "RENAME " + server.shortened() + ": ok",
                        "REMOVE " + server.shortened() + ": EngineRejectedException");
    }

    private boolean exists(ContainerName name) {
        return observer.inspect(name.toRef()).isPresent();
    }

    private List<String> outcomes() {
        return simulation.recordedCalls().stream().map(RecordedCall::outcome).toList();
    }

    private void assertCrashes(ContainerEngine crashing) {
        assertThatThrownBy(() -> crashing.rename(server, OTHER)).isInstanceOf(SimulatedCrash.class);
    }
}
