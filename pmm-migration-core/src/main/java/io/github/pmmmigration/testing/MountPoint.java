package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.container.VolumeName;
import java.util.Map;
import java.util.Optional;

/** One effective mount, with what the engine shows of it and the place where its data is kept. */
record MountPoint(Mount mount, String mode, String propagation) {
    static MountPoint volume(String name, String destination, String mode, boolean writable) {
        Mount mount = new Mount(
                "volume",
                Optional.of(new VolumeName(name)),
                SimulatedVolume.mountpoint(name),
                destination,
                "local",
                writable);
        return new MountPoint(mount, mode, "");
    }

    static MountPoint bind(String source, String destination, String mode, boolean writable) {
        return new MountPoint(new Mount("bind", Optional.empty(), source, destination, "", writable), mode, "rprivate");
    }

    static MountPoint tmpfs(String destination) {
        return new MountPoint(new Mount("tmpfs", Optional.empty(), "", destination, "", true), "", "");
    }

    /** Reads a mount of a real inspection. */
    static MountPoint of(Mount mount, ConfigDocument shown) {
        return new MountPoint(
                mount,
                shown.text("/Mode").orElse(""),
                shown.text("/Propagation").orElse(""));
    }

    /** Returns the same mount as another container sees it through volumes-from. */
    MountPoint inherited(boolean readOnly) {
        Mount seen = new Mount(
                mount.type(),
                mount.volume(),
                mount.source(),
                mount.destination(),
                mount.driver(),
                mount.writable() && !readOnly);
        return new MountPoint(seen, readOnly ? "ro" : "", propagation);
    }

    String destination() {
        return mount.destination();
    }

    Optional<String> volume() {
        return mount.volume().map(VolumeName::value);
    }

    /** Returns the key under which the engine keeps the data; absent for memory. */
    Optional<String> store() {
        return mount.type().equals("tmpfs")
                ? Optional.empty()
                : Optional.of(volume().map(Stores::ofVolume).orElseGet(() -> Stores.ofFolder(mount.source())));
    }

    Map<String, Object> shown() {
        Map<String, Object> fields = Json.fields("Type", mount.type());
        volume().ifPresent(name -> fields.put("Name", name));
        fields.put("Source", mount.source());
        fields.put("Destination", mount.destination());
        volume().ifPresent(name -> fields.put("Driver", mount.driver()));
        fields.put("Mode", mode);
        fields.put("RW", mount.writable());
        fields.put("Propagation", propagation);
        return fields;
    }
}
