package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport.Leftover;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.StorageKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftoversTest {
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

    /** As {@code docker container prune} does; only {@code commit} takes the records with it. */
    @Test
    void tellsThatTheRetiredServerWasRemovedButNotByCommit() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
        var engine = world.engine.engine();
        world.forward(engine);
        world.engine.expectCommit();
        engine.list(ContainerFilter.all()).stream()
                .filter(container -> !container.state().isActive())
                .forEach(container -> engine.remove(container.id()));

        var report = world.plan(engine).build().status().report();

        assertThat(report.toText()).contains("The retired server was removed, but not by", "-backup-");
        assertThatThrownBy(() -> world.plan(engine).build().rollBack())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo("RETIRED_SERVER_GONE"))
                .hasMessageContaining("/records/documents/server.json");

        world.plan(engine).build().commit();

        assertThatThrownBy(() -> world.plan(engine).build().rollBack())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo("COMMITTED"));
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
