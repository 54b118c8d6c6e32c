package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The options that say one field each, by tables; and the few that need a little more. */
final class CommandOptions {
    private static final int LONGEST_SHOWN = 200;
    /** Options of logging that say nothing but how much is kept and how it is marked. */
    private static final Set<String> OPEN_LOG_OPTIONS = Set.of(
            "max-size", "max-file", "max-buffer-size", "mode", "compress", "tag", "labels", "labels-regex", "env");

    private static final BigDecimal BILLION = new BigDecimal(1_000_000_000);

    private static final Map<String, String> TEXTS = ordered(
            "/Hostname", "--hostname",
            "/Domainname", "--domainname",
            "/User", "--user",
            "/WorkingDir", "--workdir",
            "/StopSignal", "--stop-signal",
            "/HostConfig/VolumeDriver", "--volume-driver",
            "/HostConfig/IpcMode", "--ipc",
            "/HostConfig/PidMode", "--pid",
            "/HostConfig/UTSMode", "--uts",
            "/HostConfig/UsernsMode", "--userns",
            "/HostConfig/CgroupnsMode", "--cgroupns",
            "/HostConfig/CgroupParent", "--cgroup-parent",
            "/HostConfig/Isolation", "--isolation",
            "/HostConfig/Runtime", "--runtime",
            "/HostConfig/CpusetCpus", "--cpuset-cpus",
            "/HostConfig/CpusetMems", "--cpuset-mems",
            "/HostConfig/LogConfig/Type", "--log-driver");

    private static final Map<String, String> NUMBERS = ordered(
            "/StopTimeout", "--stop-timeout",
            "/HostConfig/Memory", "--memory",
            "/HostConfig/MemoryReservation", "--memory-reservation",
            "/HostConfig/MemorySwap", "--memory-swap",
            "/HostConfig/CpuShares", "--cpu-shares",
            "/HostConfig/CpuPeriod", "--cpu-period",
            "/HostConfig/CpuQuota", "--cpu-quota",
            "/HostConfig/CpuRealtimePeriod", "--cpu-rt-period",
            "/HostConfig/CpuRealtimeRuntime", "--cpu-rt-runtime",
            "/HostConfig/PidsLimit", "--pids-limit",
            "/HostConfig/BlkioWeight", "--blkio-weight",
            "/HostConfig/OomScoreAdj", "--oom-score-adj",
            "/HostConfig/ShmSize", "--shm-size");

    private static final Map<String, String> FLAGS = ordered(
            "/Tty", "--tty",
            "/OpenStdin", "--interactive",
            "/HostConfig/Privileged", "--privileged",
            "/HostConfig/ReadonlyRootfs", "--read-only",
            "/HostConfig/PublishAllPorts", "--publish-all",
            "/HostConfig/OomKillDisable", "--oom-kill-disable",
            "/HostConfig/AutoRemove", "--rm");

    private static final Map<String, String> LISTS = ordered(
            "/HostConfig/CapAdd", "--cap-add",
            "/HostConfig/CapDrop", "--cap-drop",
            "/HostConfig/GroupAdd", "--group-add",
            "/HostConfig/Dns", "--dns",
            "/HostConfig/DnsOptions", "--dns-option",
            "/HostConfig/DnsSearch", "--dns-search",
            "/HostConfig/ExtraHosts", "--add-host",
            "/HostConfig/DeviceCgroupRules", "--device-cgroup-rule");

    private static final Map<String, String> MAPS = ordered(
            "/Labels", "--label",
            "/HostConfig/Sysctls", "--sysctl",
            "/HostConfig/StorageOpt", "--storage-opt",
            "/HostConfig/Annotations", "--annotation",
            "/HostConfig/LogConfig/Config", "--log-opt");

    private static final Map<String, String> RATES = ordered(
            "/HostConfig/BlkioDeviceReadBps", "--device-read-bps",
            "/HostConfig/BlkioDeviceWriteBps", "--device-write-bps",
            "/HostConfig/BlkioDeviceReadIOps", "--device-read-iops",
            "/HostConfig/BlkioDeviceWriteIOps", "--device-write-iops",
            "/HostConfig/BlkioWeightDevice", "--blkio-weight-device");

    private CommandOptions() {}

    static void apply(CommandBuilder command) {
        TEXTS.forEach((pointer, option) -> command.takeText(pointer).ifPresent(value -> command.option(option, value)));
        NUMBERS.forEach((pointer, option) -> number(command, pointer, option));
        FLAGS.forEach((pointer, option) ->
                command.takeFlag(pointer).filter(value -> value).ifPresent(value -> command.flag(option, true)));
        LISTS.forEach((pointer, option) -> command.takeTexts(pointer).forEach(value -> command.option(option, value)));
        MAPS.forEach((pointer, option) -> map(command, pointer, option));
        RATES.forEach((pointer, option) -> rates(command, pointer, option));
        restart(command);
        processor(command);
        init(command);
        security(command);
        ulimits(command);
        devices(command);
        CommandHealth.apply(command);
    }

    private static void number(CommandBuilder command, String pointer, String option) {
        command.takeNumber(pointer).ifPresent(value -> {
            if (value != 0 || pointer.equals("/StopTimeout")) {
                command.option(option, Long.toString(value));
            }
        });
    }

    private static void map(CommandBuilder command, String pointer, String option) {
        Documents.strings(command.rest(), pointer)
                .forEach((key, value) -> command.option(option, key + "=" + shown(command, pointer, key, value)));
        command.take(pointer);
    }

    /** A value that may be secret, or that would make the command unreadable, is read from the old container if it is there. */
    private static String shown(CommandBuilder command, String pointer, String key, String value) {
        String place = pointer.startsWith("/HostConfig/") ? pointer : "/Config" + pointer;
        boolean legible = value.length() <= LONGEST_SHOWN
                && value.chars().noneMatch(Character::isISOControl)
                && command.source().secretIn(value).isEmpty()
                && (value.isEmpty() || isOpen(pointer, key));
        boolean there = command.source()
                .text(Documents.child(place, key))
                .filter(value::equals)
                .isPresent();
        return legible || !there
                ? value
                : command.fromSource("{{index " + place.replace('/', '.') + " " + CommandSource.literal(key) + "}}");
    }

    private static boolean isOpen(String pointer, String key) {
        return switch (pointer) {
            case "/Labels" -> Redaction.isOpenLabel(key);
            case "/HostConfig/LogConfig/Config" -> OPEN_LOG_OPTIONS.contains(key);
            default -> pointer.equals("/HostConfig/Sysctls");
        };
    }

    private static void rates(CommandBuilder command, String pointer, String option) {
        for (ConfigDocument rate : command.takeElements(pointer)) {
            String value = rate.number("/Rate").isPresent() ? "/Rate" : "/Weight";
            command.option(
                    option,
                    rate.text("/Path").orElse("") + ":" + rate.number(value).orElse(0));
        }
    }

    private static void restart(CommandBuilder command) {
        String name = command.takeText("/HostConfig/RestartPolicy/Name").orElse("no");
        long retries = command.takeNumber("/HostConfig/RestartPolicy/MaximumRetryCount")
                .orElse(0);
        command.option("--restart", retries > 0 ? name + ":" + retries : name);
    }

    private static void processor(CommandBuilder command) {
        command.takeNumber("/HostConfig/NanoCpus").ifPresent(value -> {
            if (value > 0) {
                command.option(
                        "--cpus",
                        new BigDecimal(value)
                                .divide(BILLION)
                                .stripTrailingZeros()
                                .toPlainString());
            }
        });
        command.takeNumber("/HostConfig/MemorySwappiness")
                .ifPresent(value -> command.option("--memory-swappiness", Long.toString(value)));
    }

    private static void init(CommandBuilder command) {
        command.takeFlag("/HostConfig/Init").ifPresent(value -> command.flag("--init", value));
    }

    private static void security(CommandBuilder command) {
        for (String option : command.takeTexts("/HostConfig/SecurityOpt")) {
            if (option.startsWith("seccomp={")) {
                command.option("--security-opt", "seccomp=" + seccomp(command, option));
            } else {
                command.option("--security-opt", option);
            }
        }
        boolean masksNothing = isEmptyList(command, "/HostConfig/MaskedPaths");
        boolean protectsNothing = isEmptyList(command, "/HostConfig/ReadonlyPaths");
        if (masksNothing && protectsNothing) {
            command.option("--security-opt", "systempaths=unconfined");
            command.take("/HostConfig/MaskedPaths");
            command.take("/HostConfig/ReadonlyPaths");
        }
    }

    /** The option takes a file, the engine has its content. */
    private static String seccomp(CommandBuilder command, String option) {
        if (!command.source().texts("/HostConfig/SecurityOpt").contains(option)) {
            command.note("Save the seccomp profile to the file seccomp.json first.");
            return "seccomp.json";
        }
        return command.fileFromSource(
                ".seccomp",
                "{{range .HostConfig.SecurityOpt}}{{if eq (index (split . \"=\") 0) \"seccomp\"}}{{slice . 8}}"
                        + "{{end}}{{end}}");
    }

    private static boolean isEmptyList(CommandBuilder command, String pointer) {
        return command.rest()
                .at(pointer)
                .map(ConfigDocument::toJson)
                .filter("[]"::equals)
                .isPresent();
    }

    private static void ulimits(CommandBuilder command) {
        for (ConfigDocument ulimit : command.takeElements("/HostConfig/Ulimits")) {
            command.option(
                    "--ulimit",
                    ulimit.text("/Name").orElse("") + "="
                            + ulimit.number("/Soft").orElse(0) + ":"
                            + ulimit.number("/Hard").orElse(0));
        }
    }

    private static void devices(CommandBuilder command) {
        for (ConfigDocument device : command.takeElements("/HostConfig/Devices")) {
            command.option(
                    "--device",
                    device.text("/PathOnHost").orElse("") + ":"
                            + device.text("/PathInContainer").orElse("") + ":"
                            + device.text("/CgroupPermissions").orElse("rwm"));
        }
    }

    private static Map<String, String> ordered(String... pointersAndOptions) {
        Map<String, String> table = new LinkedHashMap<>();
        for (int i = 0; i < pointersAndOptions.length; i += 2) {
            table.put(pointersAndOptions[i], pointersAndOptions[i + 1]);
        }
        return table;
    }
}
