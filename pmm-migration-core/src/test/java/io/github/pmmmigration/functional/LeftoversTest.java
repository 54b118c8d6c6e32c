package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.event.MigrationEvent;
import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport.Leftover;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.StorageKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeftoversTest {
    private static final int MOST_CHANGES = 60;

    @Test
    void listsWhatARollbackToANewContainerLeft() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(world.back(world.engine.engine())).isInstanceOf(MigrationOutcome.Restored.class);

        MigrationStatus status = world.plan(world.engine.engine()).build().status();

        assertThat(status.state()).isEqualTo(MigrationStatus.State.ROLLED_BACK);
        List<Leftover> leftovers = status.report().leftovers();
        assertThat(leftovers)
                .extracting(leftover -> leftover.kind() + " " + leftover.name().replaceAll("[0-9a-f]{12}", "*"))
                .containsExactlyInAnyOrder(
                        "container pmm-server-retired-*",
                        "container pmm-server-abandoned-*",
                        "volume pmm-server-backup-*",
                        "volume pmm-server-records-*");
        assertThat(leftovers)
                .filteredOn(leftover -> leftover.name().contains("-backup-"))
                .allSatisfy(backup -> assertThat(backup.purpose()).contains("keep it"))
                .allSatisfy(backup -> assertThat(backup.command()).doesNotContain("volume rm"));
    }

    @Test
    void listsTheCopyThatARollbackSetAside() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.copy()).world();
        world.forward(world.engine.engine());
        assertThat(world.plan(world.engine.engine()).build().status().report().leftovers())
                .extracting(Leftover::name)
                .noneMatch(name -> name.contains("-data-"));
        world.back(world.engine.engine());

        List<Leftover> leftovers =
                world.plan(world.engine.engine()).build().status().report().leftovers();

        assertThat(leftovers)
                .extracting(leftover -> leftover.command().replaceAll("[0-9a-f]{12}", "*"))
                .contains("docker volume rm pmm-server-data-*", "docker rm pmm-server-abandoned-*");
    }

    static Stream<Arguments> prunable() {
        return Stream.of(DataStrategy.inPlace(), DataStrategy.copy())
                .flatMap(strategy -> Stream.of(StorageKind.values())
                        .filter(storage ->
                                storage != StorageKind.CONTAINER_LAYER && storage != StorageKind.DATA_CONTAINER)
                        .map(storage -> Arguments.of(storage, strategy)));
    }

    /** As {@code docker container prune} does; only {@code commit} takes the records with it. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("prunable")
    void makesARetiredServerAgainThatWasRemoved(StorageKind storage, DataStrategy strategy) {
        World world = new Histories(storage, strategy).world();
        var engine = world.engine.engine();
        String before = identity(world);
        world.forward(engine);
        prune(world);

        MigrationStatus status = world.plan(engine).build().status();
        assertThat(status.state()).isEqualTo(MigrationStatus.State.MIGRATED);
        assertThat(List.of(status.report(), world.forward(engine).report()))
                .extracting(report -> report.toText().replaceAll("\\s+", " "))
                .allMatch(text -> text.contains("Run: pmm-migrate rollback")
                        && text.contains("The retired server was removed, but not by 'commit'"));

        List<MigrationEvent> events = new ArrayList<>();
        MigrationOutcome outcome =
                world.plan(engine).listener(events::add).build().attemptRollBack();

        assertThat(events).first().asString().contains("RETIRED_SERVER_REMADE");
        assertThat(outcome).as(outcome.toString()).isInstanceOf(MigrationOutcome.Restored.class);
        assertThat(world.end()).contains("pmm-server of percona/pmm-server:2.44.1 RUNNING restart always");
        assertThat(identity(world)).isEqualTo(before);
        assertThat(world.engine.violations()).isEmpty();
        assertThat(engine.list(ContainerFilter.all()))
                .extracting(container -> container.name().value())
                .noneMatch(name -> name.contains("read-records"));
    }

    @Test
    void makesARetiredServerAgainWhereverThatIsInterrupted() {
        for (int change = 1; change <= MOST_CHANGES; change++) {
            World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
            world.forward(world.engine.engine());
            prune(world);
            boolean died = world.rollBackInterruptedAtChange(Interruption.CRASH_AFTER, change);

            MigrationOutcome outcome = world.back(world.engine.engine());

            assertThat(outcome).as("died at " + change).isInstanceOf(MigrationOutcome.Restored.class);
            assertThat(world.end())
                    .as("died at " + change)
                    .contains("pmm-server of percona/pmm-server:2.44.1 RUNNING restart always")
                    .doesNotContain("read-records");
            assertThat(world.engine.violations()).isEmpty();
            if (!died) {
                return;
            }
        }
        Assertions.fail("the way back never came to its end");
    }

    @Test
    void doesNotGoBackOnceItWasAccepted() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
        var engine = world.engine.engine();
        world.forward(engine);
        prune(world);
        world.plan(engine).build().commit();

        assertThatThrownBy(() -> world.plan(engine).build().rollBack())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo("COMMITTED"));
        assertThat(world.plan(engine).build().status().state()).isEqualTo(MigrationStatus.State.COMMITTED);
    }

    private static void prune(World world) {
        ContainerEngine engine = world.engine.engine();
        world.engine.expectCommit();
        engine.list(ContainerFilter.all()).stream()
                .filter(container -> !container.state().isActive())
                .forEach(container -> engine.remove(container.id()));
    }

    private static String identity(World world) {
        return world.engine.dataOf(new ContainerName("pmm-server")).systemIdentifier();
    }

    @Test
    void makesAPreviewOfAStoppedServer() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
        var engine = world.engine.engine();
        engine.stop(
                engine.inspect(new ContainerName("pmm-server").toRef())
                        .orElseThrow()
                        .id(),
                Duration.ofMinutes(5));

        var preview = world.plan(engine).build().preview();

        assertThat(preview.findings()).isNotEmpty();
        assertThat(preview.toJson()).contains("pmm-migration-preview/1");
    }
}
