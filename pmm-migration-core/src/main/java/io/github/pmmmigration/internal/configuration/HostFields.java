package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Host settings: carried over verbatim, apart from what an engine shows but does not take back. */
final class HostFields {
    private static final String HOST = "/HostConfig";
    /** Paths that engines mask or write-protect by default; the list grew over time. */
    private static final Set<String> DEFAULT_PATHS = Set.of(
            "/proc/asound",
            "/proc/acpi",
            "/proc/interrupts",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/sys/firmware",
            "/sys/dev/block",
            "/sys/fs/selinux",
            "/sys/devices/virtual/powercap",
            "/proc/bus",
            "/proc/fs",
            "/proc/irq",
            "/proc/sys",
            "/proc/sysrq-trigger");

    private static final String THERMAL = "/sys/devices/system/cpu/cpu";

    private HostFields() {}

    static void apply(Draft draft) {
        draft.dropQuietly(
                HOST + "/ContainerIDFile",
                HOST + "/ConsoleSize",
                HOST + "/KernelMemory",
                HOST + "/KernelMemoryTCP",
                HOST + "/DiskQuota",
                HOST + "/LxcConf");
        if (draft.document().flag(HOST + "/AutoRemove").orElse(false)) {
            draft.put(
                    HOST + "/AutoRemove",
                    false,
                    "a container that vanishes when it stops could not be gone back to, and takes its anonymous volumes along");
        }
        defaultPaths(draft, HOST + "/MaskedPaths");
        defaultPaths(draft, HOST + "/ReadonlyPaths");
        devices(draft);
        resources(draft);
        links(draft);
        ulimits(draft);
    }

    /** An explicit empty list means "nothing", so only what looks like the engine's own list goes. */
    private static void defaultPaths(Draft draft, String pointer) {
        List<String> paths = draft.document().texts(pointer);
        boolean engines = paths.stream().allMatch(HostFields::isDefaultPath);
        if (draft.document().at(pointer).isEmpty()
                || draft.document().flag(HOST + "/Privileged").orElse(false)
                || (engines && paths.size() > 1)) {
            draft.dropQuietly(pointer);
        }
    }

    private static boolean isDefaultPath(String path) {
        return DEFAULT_PATHS.contains(path) || path.startsWith(THERMAL);
    }

    /** Without permissions the engine grants all; written out, since not every engine fills them in. */
    private static void devices(Draft draft) {
        List<ConfigDocument> devices = draft.document().elements(HOST + "/Devices");
        List<ConfigDocument> complete = devices.stream()
                .map(device -> device.text("/CgroupPermissions").orElse("").isEmpty()
                        ? device.with("/CgroupPermissions", "rwm")
                        : device)
                .toList();
        if (!complete.equals(devices)) {
            draft.put(HOST + "/Devices", complete, "");
        }
    }

    /** Podman shows one limit of processor time in two notations, and -1 for "not set"; engines take neither back. */
    private static void resources(Draft draft) {
        if (draft.document().number(HOST + "/MemorySwappiness").orElse(0) == -1) {
            draft.dropQuietly(HOST + "/MemorySwappiness");
        }
        if (draft.document().number(HOST + "/NanoCpus").orElse(0) > 0) {
            draft.dropQuietly(HOST + "/CpuPeriod", HOST + "/CpuQuota");
        }
    }

    /** Inspection shows {@code /neighbour:/server/alias}; creation takes {@code neighbour:alias}. */
    private static void links(Draft draft) {
        List<String> links = draft.document().texts(HOST + "/Links");
        if (links.isEmpty()) {
            return;
        }
        List<String> rewritten = links.stream().map(HostFields::link).toList();
        draft.put(HOST + "/Links", rewritten, "");
    }

    private static String link(String link) {
        int colon = link.indexOf(':');
        if (colon < 0 || !link.startsWith("/")) {
            return link;
        }
        String alias = link.substring(link.lastIndexOf('/') + 1);
        return link.substring(1, colon) + ":" + alias;
    }

    private static void ulimits(Draft draft) {
        List<ConfigDocument> ulimits = draft.document().elements(HOST + "/Ulimits");
        List<ConfigDocument> renamed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigDocument ulimit : ulimits) {
            ConfigDocument plain = withPlainName(ulimit);
            if (names.add(plain.text("/Name").orElse(""))) {
                renamed.add(plain);
            }
        }
        if (!renamed.equals(ulimits)) {
            draft.put(HOST + "/Ulimits", renamed, "");
        }
    }

    /** Names a limit as Docker does: Podman shows {@code nofile} as {@code RLIMIT_NOFILE}. */
    static ConfigDocument withPlainName(ConfigDocument ulimit) {
        String name = ulimit.text("/Name").orElse("").toLowerCase(Locale.ROOT);
        return ulimit.with("/Name", name.startsWith("rlimit_") ? name.substring("rlimit_".length()) : name);
    }
}
