package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns what a create call asks for into effective mounts, and creates the volumes that are missing.
 *
 * <p>What comes later wins at the same place: volumes-from, then binds, then mounts; declared volumes of the image or of
 * the configuration get a new anonymous volume only where nothing is mounted yet. Memory mounted with {@code Tmpfs} hides
 * them too, and engines do not show it among the mounts.
 */
final class MountResolver {
    private final World world;
    private final Instant now;
    private final Map<String, MountPoint> mounts = new LinkedHashMap<>();
    private final Set<String> explicit = new HashSet<>();

    MountResolver(World world, Instant now) {
        this.world = world;
        this.now = now;
    }

    List<MountPoint> resolve(ConfigDocument hostConfig, List<String> declaredVolumes) {
        hostConfig.texts("/VolumesFrom").forEach(this::inherit);
        hostConfig.texts("/Binds").forEach(this::bind);
        hostConfig.elements("/Mounts").forEach(this::mount);
        List<String> memory = hostConfig.keys("/Tmpfs");
        declaredVolumes.stream()
                .filter(path -> !mounts.containsKey(clean(path)) && !memory.contains(clean(path)))
                .forEach(this::declare);
        createMissingVolumes();
        return List.copyOf(mounts.values());
    }

    private void inherit(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        boolean readOnly = colon >= 0 && text.substring(colon + 1).contains("ro");
        SimulatedContainer source = world.find(ContainerRef.of(name))
                .orElseThrow(() -> Refusals.rejected(
                        "No such container: " + name + ", named by volumes-from.",
                        "Mount the volume by its own name instead."));
        source.definition().mounts().stream()
                .filter(mount -> mount.store().isPresent())
                .forEach(mount -> mounts.put(mount.destination(), mount.inherited(readOnly)));
    }

    private void bind(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || !parts[1].startsWith("/")) {
            throw Refusals.rejected("Invalid volume specification: '" + text + "'.", "Write source:/path[:options].");
        }
        String mode = parts.length == 3 ? parts[2] : "";
        boolean writable = !Arrays.asList(mode.split(",", -1)).contains("ro");
        String destination = clean(parts[1]);
        if (parts[0].startsWith("/")) {
            world.folders().add(clean(parts[0]));
            putOnce(MountPoint.bind(clean(parts[0]), destination, mode, writable));
        } else {
            putOnce(MountPoint.volume(parts[0], destination, mode.isEmpty() ? "z" : mode, writable));
        }
    }

    private void mount(ConfigDocument mount) {
        String destination = clean(mount.text("/Target").orElse(""));
        String source = mount.text("/Source").orElse("");
        boolean writable = !mount.flag("/ReadOnly").orElse(false);
        switch (mount.text("/Type").orElse("")) {
            case "volume" -> putOnce(MountPoint.volume(volumeOrNew(source), destination, "z", writable));
            case "bind" -> putOnce(MountPoint.bind(existingFolder(clean(source)), destination, "", writable));
            case "tmpfs" -> putOnce(MountPoint.tmpfs(destination));
            default ->
                throw Refusals.rejected("Unknown mount type in the configuration.", "Use volume, bind or tmpfs.");
        }
    }

    private String volumeOrNew(String name) {
        return name.isEmpty() ? anonymous() : name;
    }

    private String existingFolder(String path) {
        if (!world.folders().contains(path)) {
            throw Refusals.rejected(
                    "Invalid mount config for type \"bind\": bind source path does not exist: " + path + ".",
                    "Create the folder on the host first.");
        }
        return path;
    }

    private void declare(String path) {
        mounts.put(clean(path), MountPoint.volume(anonymous(), clean(path), "", true));
    }

    private String anonymous() {
        String name = world.nextIdentifier("volume");
        return world.addIfAbsent(SimulatedVolume.anonymous(name, now)).name();
    }

    private void putOnce(MountPoint mount) {
        if (!explicit.add(mount.destination())) {
            throw Refusals.rejected("Duplicate mount point: " + mount.destination() + ".", "Mount it once.");
        }
        mounts.put(mount.destination(), mount);
    }

    private void createMissingVolumes() {
        List<MountPoint> all = new ArrayList<>(mounts.values());
        all.forEach(mount ->
                mount.volume().ifPresent(name -> world.addIfAbsent(SimulatedVolume.named(name, Map.of(), now))));
    }

    private static String clean(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
