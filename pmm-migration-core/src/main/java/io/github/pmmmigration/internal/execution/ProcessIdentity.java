package io.github.pmmmigration.internal.execution;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who holds a lock, in a form that another process on the same host can check.
 *
 * @param run this run, unique
 * @param host name of the host
 * @param process number of the process and the time at which it started
 * @param user name of the user
 */
record ProcessIdentity(String run, String host, String process, String user) {
    /** Runs going on in this process: the only way to tell a living run from a dead one when both have our number. */
    private static final Set<String> LIVE_RUNS = ConcurrentHashMap.newKeySet();

    /** For what is only looked at. */
    static final ProcessIdentity NOBODY = new ProcessIdentity("", "", "", "");

    static ProcessIdentity begin() {
        String run = UUID.randomUUID().toString();
        LIVE_RUNS.add(run);
        return new ProcessIdentity(run, hostName(), processName(), System.getProperty("user.name", ""));
    }

    void end() {
        LIVE_RUNS.remove(run);
    }

    /** Returns whether the holder named by these labels is known to be dead; "do not know" is no. */
    boolean isDead(String otherRun, String otherHost, String otherProcess) {
        if (!host.equals(otherHost) || otherProcess.isEmpty()) {
            return false;
        }
        return otherProcess.equals(process) ? !LIVE_RUNS.contains(otherRun) : !isAlive(otherProcess);
    }

    private static boolean isAlive(String name) {
        int at = name.indexOf('@');
        if (at < 0 || !name.substring(0, at).matches("[0-9]{1,18}")) {
            return true;
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(name.substring(0, at)));
        return handle.filter(ProcessHandle::isAlive)
                .map(process -> name.equals(nameOf(process)))
                .orElse(false);
    }

    private static String processName() {
        return nameOf(ProcessHandle.current());
    }

    private static String nameOf(ProcessHandle process) {
        return process.pid() + "@"
                + process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("");
        }
    }
}
