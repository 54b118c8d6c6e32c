package io.github.pmmmigration.client;

import io.github.pmmmigration.server.PmmVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a client was installed, which decides what upgrades it.
 *
 * @since 0.1
 */
public enum Distribution {
    /** Debian, Ubuntu. */
    APT,
    /** Red Hat and its relatives. */
    DNF,
    /** Unpacked from an archive. */
    TARBALL,
    /** A container of its own. */
    CONTAINER;

    /** Finds one by its name in any case. */
    public static Optional<Distribution> of(String name) {
        return List.of(values()).stream()
                .filter(value -> value.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the commands that bring a client to this version, in order; each is a list of arguments. */
    public List<List<String>> upgradeTo(PmmVersion version) {
        return switch (this) {
            case APT ->
                List.of(
                        List.of("percona-release", "enable", "pmm3-client"),
                        List.of("apt-get", "update"),
                        List.of("apt-get", "install", "--yes", "pmm-client=" + version + "-*"));
            case DNF ->
                List.of(
                        List.of("percona-release", "enable", "pmm3-client"),
                        List.of("dnf", "install", "--assumeyes", "pmm-client-" + version));
            case TARBALL -> tarball(version);
            case CONTAINER -> List.of(List.of("docker", "pull", "percona/pmm-client:" + version));
        };
    }

    /** With {@code -u}, because without it the installer overwrites the configuration. */
    private static List<List<String>> tarball(PmmVersion version) {
        String name = "pmm-client-" + version;
        String file = name + "-x86_64.tar.gz";
        String address = "https://downloads.percona.com/downloads/pmm3/" + version + "/binary/tarball/" + file;
        return List.of(
                List.of("curl", "--fail", "--location", "--output", "/tmp/" + file, address),
                List.of("tar", "--extract", "--gzip", "--file", "/tmp/" + file, "--directory", "/tmp"),
                List.of("env", "--chdir=/tmp/" + name, "./install_tarball", "-u"),
                List.of("systemctl", "restart", "pmm-agent"));
    }

    /** Returns what the commands leave to somebody; empty when nothing. */
    public String remainder() {
        return this == CONTAINER
                ? "Create the client's container anew from that image, with the same options and volumes."
                : "";
    }
}
