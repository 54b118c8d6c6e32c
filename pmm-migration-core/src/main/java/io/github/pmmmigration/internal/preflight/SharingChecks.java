package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.step.DataStrategy;
import java.util.List;
import java.util.Optional;

/** Whether anybody else could write to the data, and what is lost without a backup. */
final class SharingChecks {
    private SharingChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        List<ContainerSnapshot> sharing = input.strangers().stream()
                .filter(container -> canWrite(container, input))
                .toList();
        List<ContainerSnapshot> active = sharing.stream()
                .filter(container -> container.state().isActive())
                .toList();
        List<ContainerSnapshot> idle = sharing.stream()
                .filter(container -> !container.state().isActive() && couldStart(container))
                .toList();
        if (!active.isEmpty()) {
            findings.add(Finding.blocker(
                    FindingCodes.VOLUME_IN_USE,
                    "Another running container can write to the data of the server, which must have one writer only.",
                    names(active),
                    "Stop it before the migration, for example with docker stop "
                            + active.get(0).name() + "."));
        }
        if (!idle.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.VOLUME_SHARED,
                    "Another container, which does not run now, could write to the data of the server if it was started.",
                    names(idle),
                    "Make sure that nobody and nothing starts it; remove it, or set its restart policy to no."));
        }
        irreversible(input, findings);
    }

    private static boolean canWrite(ContainerSnapshot container, PreflightInput input) {
        return container.mounts().stream().filter(Mount::writable).anyMatch(mount -> reaches(mount, input));
    }

    /**
     * The same volume, or the folder in which the data is, under its own name. Who mounts a folder above that of a volume has
     * all volumes of the engine, as tools that manage these do; that says nothing.
     */
    private static boolean reaches(Mount mount, PreflightInput input) {
        Optional<VolumeName> volume = input.storage().volumeName();
        if (volume.isPresent() && mount.volume().equals(volume)) {
            return true;
        }
        String other = mount.source();
        return mount.type().equals("bind")
                && (folder(input)
                                .filter(path -> isWithin(other, path) || isWithin(path, other))
                                .isPresent()
                        || input.source()
                                .mountAt("/srv")
                                .filter(data -> !data.source().isEmpty() && isWithin(other, data.source()))
                                .isPresent());
    }

    /** Returns the folder that somebody chose for the data: as it was mounted, or as that of a volume. */
    private static Optional<String> folder(PreflightInput input) {
        if (input.storage().volumeName().isEmpty()) {
            return input.storage().mountSource().filter(path -> !path.isEmpty());
        }
        return input.volume()
                .filter(volume -> volume.options().getOrDefault("o", "").contains("bind"))
                .map(volume -> volume.options().getOrDefault("device", ""))
                .filter(path -> path.startsWith("/"));
    }

    private static boolean isWithin(String path, String folder) {
        return path.equals(folder) || path.startsWith(withSlash(folder));
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    /** A container that was never started and has no policy to be is a data container, or nothing to worry about. */
    private static boolean couldStart(ContainerSnapshot container) {
        return container.state().everStarted()
                || !container.restartPolicy().name().equals(RestartPolicy.NO.name());
    }

    private static void irreversible(PreflightInput input, List<Finding> findings) {
        if (input.strategy() instanceof DataStrategy.InPlace inPlace && !inPlace.backup()) {
            findings.add(Finding.consent(
                    FindingCodes.IRREVERSIBLE,
                    "Without a backup there is no way back to PMM 2 once PMM 3 was started on the data.",
                    "in place, no backup",
                    "Let a backup be made, work on a copy, or accept this code."));
        }
    }

    static String names(List<ContainerSnapshot> containers) {
        return String.join(
                ", ",
                containers.stream()
                        .map(container -> container.name() + " (" + container.imageReference() + ", "
                                + container.state().status() + ")")
                        .toList());
    }
}
