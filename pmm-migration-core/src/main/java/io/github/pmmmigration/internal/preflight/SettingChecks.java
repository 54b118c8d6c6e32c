package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of the container that PMM 3 may not get along with. */
final class SettingChecks {
    private static final long DATABASES_STOP_WITHIN = 300;
    private static final List<String> EXTERNAL = List.of(
            "PERCONA_TEST_PMM_DISABLE_BUILTIN_CLICKHOUSE",
            "PERCONA_TEST_PMM_DISABLE_BUILTIN_POSTGRES",
            "PMM_DISABLE_BUILTIN_CLICKHOUSE",
            "PMM_DISABLE_BUILTIN_POSTGRES",
            "PERCONA_TEST_PMM_CLICKHOUSE_ADDR",
            "PERCONA_TEST_POSTGRES_ADDR",
            "GF_DATABASE_URL",
            "GF_DATABASE_HOST");

    private static final List<String> WRITTEN = List.of("/run", "/tmp");
    private static final Pattern MODE = Pattern.compile("(?:^|,)mode=([0-7]{1,5})(?:,|$)");
    private static final int WRITE_OTHERS = 02;

    private SettingChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        ConfigDocument document = input.source().document();
        stopTimeout(input, document, findings);
        rootFileSystem(document, findings);
        capabilities(document, findings);
        restartPolicy(input, findings);
        engine(input, findings);
        seLinux(input, document, findings);
        databases(document, findings);
    }

    private static void stopTimeout(PreflightInput input, ConfigDocument document, List<Finding> findings) {
        long seconds = document.number("/Config/StopTimeout").orElse(-1);
        if (seconds >= 0 && seconds < DATABASES_STOP_WITHIN) {
            findings.add(Finding.warning(
                    FindingCodes.STOP_TIMEOUT_SHORT,
                    "The container's own stop time-out is shorter than PMM's databases may need. It is carried over; this"
                            + " migration itself waits longer.",
                    "Config.StopTimeout is " + seconds,
                    "Stop PMM with docker stop --time " + DATABASES_STOP_WITHIN + " "
                            + input.source().name() + ", or have the time-out changed with an override."));
        }
    }

    private static void rootFileSystem(ConfigDocument document, List<Finding> findings) {
        if (document.flag("/HostConfig/ReadonlyRootfs").orElse(false)) {
            List<String> closed =
                    WRITTEN.stream().filter(path -> !isOpen(document, path)).toList();
            findings.add(
                    Finding.warning(
                            FindingCodes.READ_ONLY_ROOT,
                            "The root file system of the server is read-only. PMM 3 writes to /run, /tmp and nginx's folders as uid"
                                    + " 1000.",
                            "HostConfig.ReadonlyRootfs is true; "
                                    + (closed.isEmpty()
                                            ? "/run and /tmp are writable for everybody"
                                            : "not known to be writable for uid 1000: " + String.join(", ", closed)),
                            closed.isEmpty()
                                    ? "Start PMM 3 with these settings on an empty volume first, to see whether its image needs more."
                                    : "Make the server anew, on the same volume, with --tmpfs "
                                            + String.join(" --tmpfs ", closed)
                                            + " (writable for all, if no mode is told), or drop the setting with an override."));
        }
    }

    /** A tmpfs is writable for all unless it has a mode of its own; who may write to another mount is not known here. */
    private static boolean isOpen(ConfigDocument document, String path) {
        Optional<String> options = document.text("/HostConfig/Tmpfs/" + ConfigDocument.escape(path));
        Matcher mode = MODE.matcher(options.orElse(""));
        return options.isPresent() && (!mode.find() || (Integer.parseInt(mode.group(1), 8) & WRITE_OTHERS) != 0);
    }

    private static void capabilities(ConfigDocument document, List<Finding> findings) {
        List<String> dropped = document.texts("/HostConfig/CapDrop");
        if (!dropped.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.CAPABILITIES_DROPPED,
                    "Capabilities were taken from the server. PMM 3 needs few, but this combination is untested.",
                    "HostConfig.CapDrop is " + String.join(", ", dropped),
                    "Try PMM 3 with these settings on an empty volume first."));
        }
    }

    /** Whatever would start the retired server again has to be taken from it, and old Podman has no call for that. */
    private static void restartPolicy(PreflightInput input, List<Finding> findings) {
        EngineInfo engine = input.engine();
        boolean old = engine.isPodman() && engine.version().matches("([0-4]|5\\.0)\\..*");
        RestartPolicy policy = input.source().restartPolicy();
        if (old && !policy.equals(RestartPolicy.NO)) {
            findings.add(Finding.blocker(
                    FindingCodes.RESTART_POLICY_FIXED,
                    "This engine cannot change a restart policy, so the retired server could be started again on data that"
                            + " PMM 3 has changed.",
                    engine.name() + " " + engine.version() + ", restart policy " + policy,
                    "Make the server anew without a restart policy, on the same volume, or use Podman 5.1 or later."));
        }
    }

    private static void engine(PreflightInput input, List<Finding> findings) {
        List<String> options = input.engine().document().texts("/SecurityOptions");
        boolean remapped = options.stream().anyMatch(option -> option.contains("name=userns"));
        String mode = input.source().document().text("/HostConfig/UsernsMode").orElse("");
        if (remapped && !mode.equals("host")) {
            findings.add(Finding.warning(
                    FindingCodes.USER_NAMESPACES,
                    "The engine shifts user identifiers: uid 1000 in a container is another one on the host.",
                    "SecurityOptions holds name=userns",
                    "Nothing for volumes. A mounted folder of the host must be writable for the shifted uid."));
        }
        if (options.stream().anyMatch(option -> option.contains("name=rootless"))) {
            findings.add(rootless("SecurityOptions holds name=rootless", PortChecks.privileged(input)));
        } else if (input.engine().document().flag("/Rootless").orElse(false)) {
            findings.add(rootless("Podman says Rootless", PortChecks.privileged(input)));
        }
    }

    private static Finding rootless(String evidence, List<String> privileged) {
        return privileged.isEmpty()
                ? Finding.info(
                        FindingCodes.ROOTLESS_ENGINE,
                        "The engine runs without root: owners in containers are others on the host, and ports below 1024"
                                + " may not be available.",
                        evidence)
                : Finding.warning(
                        FindingCodes.ROOTLESS_ENGINE,
                        "The engine runs without root, and PMM 3 is to be published on a port below 1024, where such an"
                                + " engine may not listen unless the host allows it. Then PMM 3 does not start, and the"
                                + " migration goes back.",
                        evidence + "; new ports " + String.join(", ", privileged),
                        "Publish a port from 1024 on, or lower net.ipv4.ip_unprivileged_port_start on the host.");
    }

    private static void seLinux(PreflightInput input, ConfigDocument document, List<Finding> findings) {
        boolean enforced = input.engine().document().texts("/SecurityOptions").stream()
                .anyMatch(option -> option.contains("name=selinux"));
        boolean unconfined = document.texts("/HostConfig/SecurityOpt").contains("label=disable")
                || document.flag("/HostConfig/Privileged").orElse(false);
        if (!enforced || unconfined) {
            return;
        }
        List<String> unlabelled = document.texts("/HostConfig/Binds").stream()
                .filter(bind -> bind.startsWith("/"))
                .filter(bind -> !isLabelled(bind))
                .toList();
        if (!unlabelled.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.SELINUX_LABEL,
                    "SELinux is on, and folders of the host are mounted without the option z or Z. PMM 3 may not be"
                            + " allowed to use them.",
                    String.join(", ", unlabelled),
                    "Label them as container files, or mount them with :z or :Z."));
        }
    }

    private static boolean isLabelled(String bind) {
        String[] parts = bind.split(":", 3);
        return parts.length == 3
                && List.of(parts[2].split(",", -1)).stream().anyMatch(option -> option.equalsIgnoreCase("z"));
    }

    private static void databases(ConfigDocument document, List<Finding> findings) {
        Set<String> names = Set.copyOf(document.texts("/Config/Env").stream()
                .map(entry -> entry.split("=", 2)[0].toUpperCase(Locale.ROOT))
                .toList());
        List<String> found = EXTERNAL.stream().filter(names::contains).toList();
        if (!found.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.EXTERNAL_DATABASE,
                    "The server uses a database of your own. It is no part of /srv: neither backup nor rollback of this"
                            + " migration covers it.",
                    "variables " + String.join(", ", found),
                    "Back it up yourself before the migration. From PMM 3.9.1 on, a ClickHouse of your own needs a"
                            + " read-only user as well."));
        }
    }
}
