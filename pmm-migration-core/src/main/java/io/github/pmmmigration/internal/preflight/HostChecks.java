package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether processor, memory, system and clock of the host are good enough. */
final class HostChecks {
    private static final long GIB = 1024L * 1024 * 1024;
    private static final long KIB = 1024;
    private static final long ENOUGH_MEMORY = 4 * GIB;
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(30);
    private static final Pattern KERNEL = Pattern.compile("(\\d{1,3})\\.(\\d{1,3}).*");
    private static final int OLDEST_KERNEL = 4;

    private HostChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        memory(input, findings);
        processor(input, findings);
        system(input, findings);
        clock(input, findings);
    }

    private static void memory(PreflightInput input, List<Finding> findings) {
        long limit =
                input.replacement().configuration().number("/HostConfig/Memory").orElse(0);
        OptionalLong host = input.engine().document().number("/MemTotal");
        long total = host.orElseGet(() -> input.number(InsideProbe.MEMORY).orElse(Long.MAX_VALUE / KIB) * KIB);
        long available = limit > 0 ? Math.min(limit, total) : total;
        if (available < ENOUGH_MEMORY) {
            findings.add(
                    Finding.warning(
                            FindingCodes.MEMORY_LOW,
                            "The server has less memory than PMM 3 needs to run well: " + ENOUGH_MEMORY / GIB
                                    + " GiB at the" + " least, 16 GiB are advised.",
                            (limit > 0 ? "limit of the container " : "memory of the host ") + available / (KIB * KIB)
                                    + " MiB",
                            "Give it more, for example with --memory 16g; from 3.9 on PMM_CLICKHOUSE_CONFIG=low-memory helps."));
        }
    }

    private static void processor(PreflightInput input, List<Finding> findings) {
        Optional<String> missing = input.fact(InsideProbe.CPU_MISSING).filter(flags -> !flags.isEmpty());
        if (missing.isPresent()) {
            findings.add(Finding.consent(
                    FindingCodes.CPU_TOO_OLD,
                    "The processor, or what a virtual machine shows of it, lacks instructions of the level x86-64-v2, which"
                            + " PMM 3's base system needs.",
                    "missing: " + missing.get(),
                    "Use a newer processor, or let the virtual machine show the host's processor."));
        }
    }

    private static void system(PreflightInput input, List<Finding> findings) {
        String kernel = input.engine().document().text("/KernelVersion").orElse("");
        Matcher matcher = KERNEL.matcher(kernel);
        if (matcher.matches() && Integer.parseInt(matcher.group(1)) < OLDEST_KERNEL) {
            findings.add(Finding.warning(
                    FindingCodes.HOST_TOO_OLD,
                    "The host's kernel is older than what PMM 3's base system, EL9, is made for.",
                    "kernel " + kernel + ", "
                            + input.engine().document().text("/OperatingSystem").orElse("unknown system"),
                    "Start PMM 3 on an empty volume first to see whether it runs here."));
        }
    }

    private static void clock(PreflightInput input, List<Finding> findings) {
        OptionalLong inside = input.number(InsideProbe.CLOCK);
        if (inside.isEmpty() || input.now().isEmpty()) {
            return;
        }
        Duration skew = Duration.between(
                        Instant.ofEpochSecond(inside.getAsLong()), input.now().get())
                .abs();
        if (skew.compareTo(TOLERATED_SKEW) > 0) {
            findings.add(Finding.warning(
                    FindingCodes.CLOCK_SKEW,
                    "The clock of the server's host and of this machine differ, so times in the report cannot be compared"
                            + " with times in PMM.",
                    skew.toSeconds() + " seconds apart",
                    "Synchronise the clocks."));
        }
    }
}
