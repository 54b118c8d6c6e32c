package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.storage.DefaultStorageDetector;
import io.github.pmmmigration.step.DataStrategy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether the data can be handed over from one container to another. */
final class StorageChecks {
    private static final Set<String> REMOTE_TYPES =
            Set.of("nfs", "nfs4", "cifs", "smb3", "fuse", "fuseblk", "9p", "ceph", "glusterfs", "sshfs", "v9fs");

    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final String DATA = "/srv";

    private StorageChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        layout(input, findings);
        volatileVolume(input, findings);
        autoRemove(input, findings);
        remote(input, findings);
        nested(input, findings);
    }

    private static void layout(PreflightInput input, List<Finding> findings) {
        StorageLayout storage = input.storage();
        if (storage instanceof StorageLayout.ContainerLayer) {
            findings.add(
                    Finding.blocker(
                            FindingCodes.STORAGE_IN_LAYER,
                            "Container '" + input.source().name()
                                    + "' keeps /srv in its own writable layer, so replacing the"
                                    + " container would lose its data.",
                            "no mount at /srv",
                            "Copy /srv to a volume as described under STORAGE_IN_LAYER, start PMM 2 on it, and run this again."));
        } else if (storage instanceof StorageLayout.Unsupported unsupported) {
            findings.add(unsupported(input, unsupported));
        } else if (storage instanceof StorageLayout.AnonymousVolume anonymous) {
            findings.add(Finding.info(
                    FindingCodes.STORAGE_ANONYMOUS,
                    "The data is in a volume that the engine named. PMM 3 gets the same volume, by that name.",
                    "volume " + anonymous.volume()));
        } else if (storage instanceof StorageLayout.DataContainer data && !data.present()) {
            findings.add(Finding.info(
                    FindingCodes.DATA_CONTAINER_GONE,
                    "The data container that the server was created with is gone, its volume is alive. PMM 3 gets the"
                            + " volume by its name.",
                    "volumes from " + data.container() + ", volume " + data.volume()));
        }
    }

    private static Finding unsupported(PreflightInput input, StorageLayout.Unsupported storage) {
        Optional<Mount> mount = input.source().mountAt(DATA);
        String code = code(input, mount);
        String remedy = switch (code) {
            case FindingCodes.STORAGE_VOLATILE -> "There is no data to migrate; install PMM 3 anew.";
            case FindingCodes.STORAGE_READ_ONLY -> "Start PMM 2 with a writable mount, and run this again.";
            default -> "Copy all of /srv to one volume, start PMM 2 on it, and run this again.";
        };
        return Finding.blocker(
                code,
                "Container '" + input.source().name() + "' keeps /srv in " + storage.description() + ".",
                mount.map(m -> "mount of type " + m.type() + " at /srv").orElse("no mount at /srv itself"),
                remedy);
    }

    private static String code(PreflightInput input, Optional<Mount> mount) {
        if (mount.filter(m -> m.type().equals("tmpfs")).isPresent()
                || input.source().document().keys("/HostConfig/Tmpfs").contains(DATA)) {
            return FindingCodes.STORAGE_VOLATILE;
        }
        if (mount.isEmpty()) {
            return FindingCodes.STORAGE_SPLIT;
        }
        if (!mount.get().writable()) {
            return FindingCodes.STORAGE_READ_ONLY;
        }
        return mount.get().type().equals("volume") ? FindingCodes.STORAGE_SUBPATH : FindingCodes.STORAGE_UNSUPPORTED;
    }

    /** The engine mounts such a volume while a container that uses it runs, and forgets what it held with the last one. */
    private static void volatileVolume(PreflightInput input, List<Finding> findings) {
        boolean inMemory = input.volume()
                .filter(volume -> volume.driver().equals("local"))
                .map(volume -> volume.options().getOrDefault("type", ""))
                .filter(IN_MEMORY::contains)
                .isPresent();
        if (inMemory) {
            findings.add(
                    Finding.blocker(
                            FindingCodes.STORAGE_VOLATILE,
                            "The data is in a volume in memory, which is empty once the server has stopped.",
                            input.storage().describe() + " is made with type=tmpfs",
                            "Copy all of /srv to another volume while the server runs, start PMM 2 on it, and run this again."));
        }
    }

    private static void autoRemove(PreflightInput input, List<Finding> findings) {
        if (!input.source().document().flag("/HostConfig/AutoRemove").orElse(false)) {
            return;
        }
        findings.add(Finding.warning(
                FindingCodes.AUTO_REMOVE,
                "The server was created with --rm: the engine removes its container as soon as it stops. A container that is"
                        + " the same but for --rm is made first; it keeps the volumes and is the way back. PMM 3 is not made"
                        + " with --rm either.",
                "HostConfig.AutoRemove is true; data in " + input.storage().describe(),
                "Disable whatever runs the server again when it has ended, such as a unit or a script, since that would start"
                        + " PMM 2 on the data. Files that were changed by hand outside of the volumes are gone with the"
                        + " container, as after any stop of it."));
    }

    /** A copy gets other owners than the data, which then only has to be readable. */
    private static void foreign(PreflightInput input, List<Finding> findings) {
        Optional<String> entry = input.fact(InsideProbe.FOREIGN);
        if (entry.isPresent() && input.migrates() && !(input.strategy() instanceof DataStrategy.Copy)) {
            findings.add(Finding.blocker(
                    FindingCodes.OWNERSHIP_REFUSED,
                    "The engine gives containers a range of user identifiers of their own, and some of the data belongs to a"
                            + " user or group outside of it. Not even root in a container can change that, and PMM 3 must own"
                            + " the data.",
                    entry.get(),
                    "Give it on the host to the user that is root in containers, as the other files are; or migrate with"
                            + " --data copy, which only reads it."));
        }
    }

    private static void remote(PreflightInput input, List<Finding> findings) {
        if (input.fact(InsideProbe.CHOWN).filter("refused"::equals).isPresent()) {
            findings.add(
                    Finding.blocker(
                            FindingCodes.OWNERSHIP_REFUSED,
                            "The file system of the data does not let the owner of a file be changed, and PMM 3 must own it.",
                            "a file made for the purpose could not be handed to uid 1000",
                            "Allow it on the file server (such as no_root_squash for NFS), or copy the data to a local volume."));
        }
        foreign(input, findings);
        String type = input.fact(InsideProbe.FILE_SYSTEM).orElse("").toLowerCase(Locale.ROOT);
        String driver = input.volume().map(VolumeSnapshot::driver).orElse("local");
        String option = input.volume()
                .map(volume -> volume.options().getOrDefault("type", ""))
                .orElse("");
        if (REMOTE_TYPES.contains(type) || REMOTE_TYPES.contains(option) || !driver.equals("local")) {
            findings.add(Finding.warning(
                    FindingCodes.REMOTE_VOLUME,
                    "The data is on a remote or special file system, where copying and changing owners takes longer and"
                            + " may be refused.",
                    "driver " + driver + (type.isEmpty() ? "" : ", file system " + type)
                            + (option.isEmpty() ? "" : ", mounted as " + option),
                    "Plan more time, and make sure that root may change owners there."));
        }
    }

    private static void nested(PreflightInput input, List<Finding> findings) {
        List<Mount> nested = DefaultStorageDetector.nestedMounts(input.source());
        if (nested.isEmpty()) {
            return;
        }
        List<String> listed = nested.stream()
                .map(mount -> mount.destination() + " (" + mount.type() + " "
                        + mount.volume().map(VolumeName::value).orElse(mount.source())
                        + (mount.writable() ? ")" : ", read-only)"))
                .toList();
        findings.add(Finding.info(
                FindingCodes.NESTED_MOUNTS,
                "There are mounts below /srv. They are carried over, and what they hold keeps its owners.",
                String.join(", ", listed)));
    }
}
