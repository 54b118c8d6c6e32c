package io.github.pmmmigration.examples.bed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real sshd on a port of loopback with keys of its own, and an {@code ssh} that knows it.
 *
 * <p>ssh takes its settings from the home of the user whatever the environment says, so the one that {@link #environment()} puts in
 * front is a script that names others.
 */
public final class LoopbackSshd implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port = TestServer.freePort();
    private final Process daemon;

    private LoopbackSshd(Path folder) throws IOException {
        this.folder = folder;
        key("host");
        key("user");
        key("stranger");
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        Path settings = Files.write(
                folder.resolve("sshd_config"),
                List.of(
                        "ListenAddress 127.0.0.1",
                        "Port " + port,
                        "HostKey " + folder.resolve("host"),
                        "AuthorizedKeysFile " + folder.resolve("authorized"),
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        "PermitRootLogin prohibit-password",
                        "PasswordAuthentication no",
                        "KbdInteractiveAuthentication no"));
        this.daemon = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        know("host");
        use("user");
    }

    /** Starts one; skips the calling test where there is none. */
    public static LoopbackSshd start(Path folder) throws Exception {
        if (!Files.isExecutable(SSHD)) {
            TestBed.skip("no sshd: bed install");
        }
        Files.createDirectories(Path.of("/run/sshd"));
        LoopbackSshd sshd = new LoopbackSshd(Files.createDirectories(folder));
        sshd.awaitListening();
        return sshd;
    }

    /** Returns the address of an engine on the host that is reached so. */
    public String address(String socket) {
        return "ssh://root@127.0.0.1:" + port + socket;
    }

    /** Returns the variables with which programs find the ssh that knows this one. */
    public Map<String, String> environment() {
        return Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    /** Makes ssh know the host by one of its keys: its own, or one that it does not have. */
    public void know(String key) throws IOException {
        String known = Files.readString(folder.resolve(key + ".pub"));
        Files.writeString(folder.resolve("known"), "[127.0.0.1]:" + port + " " + known);
    }

    /** Makes ssh know no host. */
    public void forget() throws IOException {
        Files.writeString(folder.resolve("known"), "");
    }

    /** Makes ssh prove itself with one of the keys; {@code user} is welcome. */
    public void use(String key) throws IOException {
        Path settings = Files.write(
                folder.resolve("ssh_config"),
                List.of(
                        "Host *",
                        "StrictHostKeyChecking yes",
                        "UserKnownHostsFile " + folder.resolve("known"),
                        "GlobalKnownHostsFile /dev/null",
                        "IdentitiesOnly yes",
                        "IdentityFile " + folder.resolve(key)));
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("ssh");
        Files.writeString(program, "#!/bin/sh\nexec /usr/bin/ssh -F " + settings + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Returns the runs of ssh that this folder's script started and that have not ended. */
    public List<ProcessHandle> connections() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .anyMatch(words -> List.of(words)
                                .contains(folder.resolve("ssh_config").toString())))
                .toList();
    }

    private void key(String name) throws IOException {
        Process made = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        folder.resolve(name).toString())
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
    }

    private void awaitListening() throws Exception {
        Path log = folder.resolve("sshd.log");
        while (!Files.readString(log, StandardCharsets.UTF_8).contains("Server listening")) {
            if (daemon.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("sshd ended: " + Files.readString(log));
            }
        }
    }

    @Override
    public void close() {
        daemon.descendants().forEach(ProcessHandle::destroy);
        daemon.destroy();
    }
}
