package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mounts and ports as options. */
final class CommandMounts {
    private static final Map<String, String> PLAIN = Map.of(
            "/Source", "source",
            "/Target", "target",
            "/Consistency", "consistency",
            "/BindOptions/Propagation", "bind-propagation",
            "/VolumeOptions/DriverConfig/Name", "volume-driver",
            "/VolumeOptions/Subpath", "volume-subpath");

    /** What an option exists for; a mount that says more is reported. */
    private static final Set<String> SAID = Set.of(
            "/Type",
            "/ReadOnly",
            "/VolumeOptions/NoCopy",
            "/VolumeOptions/Labels",
            "/VolumeOptions/DriverConfig/Options",
            "/BindOptions/NonRecursive",
            "/TmpfsOptions/SizeBytes",
            "/TmpfsOptions/Mode");

    private CommandMounts() {}

    static void apply(CommandBuilder command) {
        command.takeTexts("/HostConfig/VolumesFrom").forEach(from -> command.option("--volumes-from", from));
        command.takeTexts("/HostConfig/Binds").forEach(bind -> command.option("--volume", bind));
        command.takeElements("/HostConfig/Mounts").forEach(mount -> mount(command, mount));
        Documents.strings(command.rest(), "/HostConfig/Tmpfs")
                .forEach((path, options) -> command.option("--tmpfs", options.isEmpty() ? path : path + ":" + options));
        command.take("/HostConfig/Tmpfs");
        ports(command);
    }

    private static void mount(CommandBuilder command, ConfigDocument mount) {
        List<String> fields = new ArrayList<>();
        fields.add("type=" + mount.text("/Type").orElse("volume"));
        PLAIN.keySet().stream()
                .sorted()
                .forEach(pointer -> mount.text(pointer)
                        .filter(value -> !value.isEmpty())
                        .ifPresent(value -> fields.add(PLAIN.get(pointer) + "=" + value)));
        flag(mount, "/ReadOnly", "readonly", fields);
        flag(mount, "/VolumeOptions/NoCopy", "volume-nocopy", fields);
        flag(mount, "/BindOptions/NonRecursive", "bind-nonrecursive", fields);
        Documents.strings(mount, "/VolumeOptions/Labels")
                .forEach((key, value) -> fields.add("volume-label=" + key + "=" + value));
        mount.number("/TmpfsOptions/SizeBytes").ifPresent(size -> fields.add("tmpfs-size=" + size));
        mount.number("/TmpfsOptions/Mode").ifPresent(mode -> fields.add("tmpfs-mode=" + Long.toOctalString(mode)));
        command.option("--mount", Shell.commaSeparated(fields));
        report(command, mount);
    }

    private static void flag(ConfigDocument mount, String pointer, String name, List<String> fields) {
        if (mount.flag(pointer).orElse(false)) {
            fields.add(name + "=true");
        }
    }

    private static void report(CommandBuilder command, ConfigDocument mount) {
        if (Documents.hasContent(mount, "/VolumeOptions/DriverConfig/Options")) {
            command.note(
                    "The options of the volume's driver are left out, as they may hold a password; the volume exists"
                            + " already and keeps them.");
        }
        ConfigDocument rest = mount;
        for (String pointer : SAID) {
            rest = rest.without(pointer);
        }
        for (String pointer : PLAIN.keySet()) {
            rest = rest.without(pointer);
        }
        List<String> unsaid = Documents.places(rest);
        if (!unsaid.isEmpty()) {
            command.note("Not expressed for the mount at "
                    + mount.text("/Target").orElse("?") + ": " + String.join(", ", unsaid));
        }
    }

    private static void ports(CommandBuilder command) {
        List<String> exposed = new ArrayList<>(command.rest().keys("/ExposedPorts"));
        for (String port : command.rest().keys("/HostConfig/PortBindings")) {
            exposed.remove(port);
            command.rest()
                    .elements(Documents.child("/HostConfig/PortBindings", port))
                    .forEach(binding -> {
                        String address = binding.text("/HostIp").orElse("");
                        String shown = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
                        String host = binding.text("/HostPort").orElse("");
                        String outside = shown.isEmpty() ? host : shown + ":" + host;
                        command.option("--publish", outside.isEmpty() ? port : outside + ":" + port);
                    });
        }
        exposed.forEach(port -> command.option("--expose", port));
        command.take("/ExposedPorts");
        command.take("/HostConfig/PortBindings");
    }
}
