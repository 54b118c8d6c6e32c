package io.github.pmmmigration.internal.decision;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.ServerObservation;
import java.util.Optional;

/** Reasons why a decision cannot go on, in words for people. */
public final class Impediments {
    /** Somebody started the retired server by hand; going back unasked would take it away again. */
    public static final String RETIRED_SERVER_RUNS = "RETIRED_SERVER_RUNS";

    private Impediments() {}

    static Finding sourceGone(MigrationIntent intent) {
        return Finding.blocker(
                "SOURCE_GONE",
                "The container from which this migration started does not exist any more.",
                "migration " + intent.names().migration(),
                "Its volumes were not touched by this library. Restore the container, or run 'status' to see what is left.");
    }

    static Optional<Finding> foreignNameHolder(MigrationIntent intent, ServerObservation seen) {
        return seen.nameHolder().filter(holder -> !isOurs(holder, seen)).map(holder -> nameTaken(intent, holder));
    }

    private static boolean isOurs(ContainerSnapshot holder, ServerObservation seen) {
        return isSame(holder, seen.source()) || isSame(holder, seen.replacement()) || isSame(holder, seen.restored());
    }

    private static boolean isSame(ContainerSnapshot one, Optional<ContainerSnapshot> other) {
        return other.filter(container -> container.id().equals(one.id())).isPresent();
    }

    private static Finding nameTaken(MigrationIntent intent, ContainerSnapshot holder) {
        return Finding.blocker(
                "NAME_TAKEN",
                "The name '" + intent.names().server()
                        + "' was taken by a container that is not part of this migration.",
                "container " + holder.id().shortened() + " of image " + holder.imageReference(),
                "Give that container another name or remove it, then run the same command again.");
    }

    static Finding volumeTaken(VolumeSnapshot volume) {
        return Finding.blocker(
                "VOLUME_NAME_TAKEN",
                "The volume '" + volume.name() + "' exists and does not belong to this migration.",
                "its labels are not those of this migration",
                "It was not touched. Remove it with 'docker volume rm " + volume.name()
                        + "' if nobody needs it, then run the migration again.");
    }

    /** A parked source that somebody started by hand would write the data that the replacement writes. */
    static Optional<Finding> bothServersRun(ServerObservation seen) {
        boolean replacementStarted = seen.replacement()
                .filter(replacement -> replacement.state().everStarted())
                .isPresent();
        return seen.source()
                .filter(source -> replacementStarted && source.state().isActive())
                .map(Impediments::retiredServerRuns);
    }

    private static Finding retiredServerRuns(ContainerSnapshot source) {
        return Finding.blocker(
                RETIRED_SERVER_RUNS,
                "The retired server '" + source.name()
                        + "' was started although the replacement has taken over its data.",
                "container " + source.id().shortened() + " is " + source.state().status(),
                "Stop it with 'docker stop " + source.name() + "', then run the same command again, or roll back.");
    }

    static Finding otherPlan(ContainerSnapshot replacement) {
        return Finding.blocker(
                "CONFLICTING_MIGRATION",
                "A migration with other settings is half done: its replacement was started already.",
                "replacement '" + replacement.name() + "' of image " + replacement.imageReference(),
                "Run it with the settings it was begun with, or roll it back first.");
    }

    static Finding exited(ContainerSnapshot replacement) {
        return Finding.blocker(
                "REPLACEMENT_EXITED",
                "The replacement '" + replacement.name() + "' ended before it served.",
                "exit code " + replacement.state().exitCode()
                        + (replacement.state().error().isEmpty()
                                ? ""
                                : ", " + replacement.state().error()),
                "The end of its log is in the report.");
    }

    static Finding sourceExited(ContainerSnapshot source) {
        return Finding.blocker(
                "SOURCE_EXITED",
                "The server '" + source.name() + "' was started again and ended.",
                "exit code " + source.state().exitCode(),
                "Look at 'docker logs " + source.name() + "', remove the cause, then run the rollback again.");
    }

    static Finding helperFailed(HelperTask task, ContainerSnapshot helper) {
        return Finding.blocker(
                "DATA_PREPARATION_FAILED",
                "The helper '" + helper.name() + "' could not finish its task '" + task.label() + "'.",
                "exit code " + helper.state().exitCode(),
                "The end of its log is in the report; when its cause is gone, run the same command again.");
    }

    static Finding backupGone(MigrationIntent intent) {
        return Finding.blocker(
                "ROLLBACK_NOT_POSSIBLE",
                "The backup is gone, and PMM 3 has changed the data that it was taken from.",
                "there is no volume '" + intent.names().backup() + "' of this migration",
                "What serves was left as it is. Restore a copy of your own into a volume of that name which carries the labels"
                        + " of '" + intent.names().records() + "', then roll back again.");
    }

    static Finding noWayBack(ContainerSnapshot replacement) {
        return Finding.blocker(
                "ROLLBACK_NOT_POSSIBLE",
                "PMM 3 was started on the only copy of the data, so PMM 2 cannot read it any more.",
                "replacement '" + replacement.name() + "' was started, and no backup was asked for",
                "Restore a backup of your own into the volume and start the retired container by hand, or repair the"
                        + " replacement and run the migration again.");
    }
}
