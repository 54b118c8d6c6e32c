package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.internal.storage.MountPaths;
import io.github.pmmmigration.internal.storage.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mounts: everything the source had, by name, so that no engine makes a new empty volume in its stead. */
final class StorageFields {
    static final String DATA = "/srv";

    private static final String BINDS = "/HostConfig/Binds";
    private static final String MOUNTS = "/HostConfig/Mounts";
    private static final String VOLUMES_FROM = "/HostConfig/VolumesFrom";

    private StorageFields() {}

    static void apply(Draft draft) {
        fillInSources(draft);
        resolveAnonymousBinds(draft);
        Set<String> inherited = volumesFrom(draft);
        List<Mount> resolved = unnamed(draft, inherited);
        resolved.forEach(mount ->
                addBind(draft, bind(mount), "mounted by name, so that the engine does not make a new empty volume"));
        draft.request().dataVolume().ifPresent(volume -> replaceData(draft, volume));
        if (draft.request().dataVolume().isEmpty()) {
            ensureData(draft, inherited);
        }
        if (draft.isPodman()) {
            podmanBinds(draft, inherited);
        }
    }

    /** A mount of type volume without a source would get a new volume; the one it has is known from the inspection. */
    private static void fillInSources(Draft draft) {
        List<ConfigDocument> mounts = draft.document().elements(MOUNTS);
        for (int i = 0; i < mounts.size(); i++) {
            ConfigDocument mount = mounts.get(i);
            String target = mount.text("/Target").orElse("");
            boolean anonymous = mount.text("/Type").orElse("volume").equals("volume")
                    && mount.text("/Source").orElse("").isEmpty();
            Optional<VolumeName> volume = effective(draft, target).flatMap(Mount::volume);
            if (anonymous && volume.isPresent()) {
                draft.put(MOUNTS, withSource(draft, target, volume.get()), "the volume it has, by name");
            }
        }
    }

    private static List<ConfigDocument> withSource(Draft draft, String target, VolumeName volume) {
        return draft.document().elements(MOUNTS).stream()
                .map(mount -> mount.text("/Target").filter(target::equals).isPresent()
                        ? mount.with("/Source", volume.value())
                        : mount)
                .toList();
    }

    /** A bind of one path only is an anonymous volume too. */
    private static void resolveAnonymousBinds(Draft draft) {
        List<String> binds = draft.document().texts(BINDS);
        List<String> named =
                binds.stream().filter(bind -> bind.indexOf(':') > 0).toList();
        if (named.size() < binds.size()) {
            draft.put(BINDS, named, "the volume it has, by name");
        }
    }

    /** Decides which references still resolve, and returns the places that the kept ones provide. */
    private static Set<String> volumesFrom(Draft draft) {
        List<String> references = draft.document().texts(VOLUMES_FROM);
        List<String> kept = new ArrayList<>();
        Set<String> provided = new HashSet<>();
        for (String reference : references) {
            Optional<Set<String>> places = provided(draft, reference);
            if (places.isPresent()) {
                kept.add(reference);
                provided.addAll(places.get());
            }
        }
        if (kept.size() < references.size()) {
            draft.put(
                    VOLUMES_FROM,
                    kept,
                    "the container is gone or is the server itself; its volumes are mounted by name");
        }
        return provided;
    }

    /** Returns what a reference provides, or nothing if it does not resolve to another container any more. */
    private static Optional<Set<String>> provided(Draft draft, String reference) {
        String container = References.lender(reference);
        List<ContainerSnapshot> all = new ArrayList<>(draft.request().neighbours());
        all.add(draft.source());
        Optional<ContainerSnapshot> known = References.find(container, all);
        if (known.isPresent()) {
            return known.filter(lender -> !lender.id().equals(draft.source().id()))
                    .map(StorageFields::places);
        }
        boolean dataContainer = draft.request().storage() instanceof StorageLayout.DataContainer data
                && data.present()
                && data.container().equals(container);
        return dataContainer ? Optional.of(Set.of(DATA)) : Optional.empty();
    }

    private static Set<String> places(ContainerSnapshot container) {
        Set<String> places = new HashSet<>();
        container.mounts().forEach(mount -> places.add(MountPaths.clean(mount.destination())));
        return places;
    }

    /** Returns the mounts that neither the configuration names nor another container provides. */
    private static List<Mount> unnamed(Draft draft, Set<String> inherited) {
        Set<String> named = named(draft.document());
        return draft.source().mounts().stream()
                .filter(mount -> mount.type().equals("volume") || mount.type().equals("bind"))
                .filter(mount -> !named.contains(MountPaths.clean(mount.destination())))
                .filter(mount -> !inherited.contains(MountPaths.clean(mount.destination())))
                .toList();
    }

    private static Set<String> named(ConfigDocument document) {
        Set<String> places = new HashSet<>();
        document.keys("/HostConfig/Tmpfs").forEach(path -> places.add(MountPaths.clean(path)));
        document.texts(BINDS).forEach(bind -> places.add(MountPaths.ofBind(bind)));
        document.elements(MOUNTS)
                .forEach(mount ->
                        places.add(MountPaths.clean(mount.text("/Target").orElse(""))));
        return places;
    }

    private static String bind(Mount mount) {
        String source = mount.volume().map(VolumeName::value).orElse(mount.source());
        return source + ":" + mount.destination() + (mount.writable() ? "" : ":ro");
    }

    private static void addBind(Draft draft, String bind, String reason) {
        List<String> binds = new ArrayList<>(draft.document().texts(BINDS));
        binds.add(bind);
        draft.put(BINDS, binds, reason);
    }

    private static void replaceData(Draft draft, VolumeName volume) {
        String reason = "the data of the replacement is in a volume of its own";
        List<String> binds = draft.document().texts(BINDS).stream()
                .filter(bind -> !MountPaths.ofBind(bind).equals(DATA))
                .toList();
        List<ConfigDocument> mounts = draft.document().elements(MOUNTS).stream()
                .filter(mount ->
                        !MountPaths.clean(mount.text("/Target").orElse("")).equals(DATA))
                .toList();
        draft.put(BINDS, binds, reason);
        if (mounts.size() < draft.document().elements(MOUNTS).size()) {
            draft.put(MOUNTS, mounts, reason);
        }
        if (draft.text("/HostConfig/VolumeDriver").isPresent()) {
            draft.put(
                    MOUNTS + (mounts.isEmpty() ? "" : "/-"),
                    mounts.isEmpty() ? List.of(volumeMount(volume)) : volumeMount(volume),
                    reason);
        } else {
            addBind(draft, volume + ":" + DATA, reason);
        }
    }

    /** A volume driver for all binds would be asked for this volume too; mounts of this form are free of it. */
    private static ConfigDocument volumeMount(VolumeName volume) {
        return ConfigDocument.empty()
                .with("/Type", "volume")
                .with("/Source", volume.value())
                .with("/Target", DATA);
    }

    /** The last line of defence: PMM 3's image declares a volume there, and an empty one would look healthy. */
    private static void ensureData(Draft draft, Set<String> inherited) {
        if (!named(draft.document()).contains(DATA) && !inherited.contains(DATA)) {
            draft.request()
                    .storage()
                    .mountSource()
                    .ifPresent(source -> addBind(draft, source + ":" + DATA, "mounted by name"));
        }
    }

    /** Podman shows binds with options that it does not take, and again what other containers provide. */
    private static void podmanBinds(Draft draft, Set<String> inherited) {
        List<String> binds = draft.document().texts(BINDS).stream()
                .filter(bind -> !inherited.contains(MountPaths.ofBind(bind)))
                .map(StorageFields::withoutPodmanOptions)
                .toList();
        if (!binds.equals(draft.document().texts(BINDS))) {
            draft.put(BINDS, binds, "");
        }
    }

    /** Leaves out of a bind what Podman adds when it shows one; each is what holds anyway. */
    static String withoutPodmanOptions(String bind) {
        String[] parts = bind.split(":", 3);
        if (parts.length < 3) {
            return bind;
        }
        Set<String> own = Set.of("rprivate", "nosuid", "nodev", "rbind", "U", "rw");
        String options = String.join(
                ",",
                List.of(parts[2].split(",")).stream()
                        .filter(option -> !own.contains(option))
                        .toList());
        return parts[0] + ":" + parts[1] + (options.isEmpty() ? "" : ":" + options);
    }

    private static Optional<Mount> effective(Draft draft, String target) {
        return draft.source().mounts().stream()
                .filter(mount -> MountPaths.clean(mount.destination()).equals(MountPaths.clean(target)))
                .findFirst();
    }
}
