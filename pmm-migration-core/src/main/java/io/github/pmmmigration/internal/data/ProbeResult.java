package io.github.pmmmigration.internal.data;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts about the data, as {@link DataScript#PROBE} printed them.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param facts values by key
 * @since 0.1
 */
public record ProbeResult(Map<String, String> facts) {
    private static final String ENCODED = "base64:";
    private static final String ABSENT = "absent";

    /** Copies the facts. */
    public ProbeResult {
        facts = Map.copyOf(facts);
    }

    /** Reads the script's output; lines that are no facts are left out. */
    public static ProbeResult parse(String output) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : output.lines().toList()) {
            int sign = line.indexOf('=');
            if (sign > 0) {
                facts.put(
                        line.substring(0, sign), decode(line.substring(sign + 1).strip()));
            }
        }
        return new ProbeResult(facts);
    }

    /** Returns a fact; empty if it is unknown or the thing does not exist. */
    public Optional<String> fact(String key) {
        return Optional.ofNullable(facts.get(key)).filter(value -> !value.equals(ABSENT));
    }

    /** Returns whether there is a directory {@code /srv}. */
    public boolean srvPresent() {
        return is("srv", "yes");
    }

    /** Returns whether {@code /srv} can be written. */
    public boolean srvWritable() {
        return is("srv.writable", "yes");
    }

    /** Returns the mark that says how this server was installed; PMM 3 takes data without it for a first run. */
    public Optional<String> distribution() {
        return fact("distribution");
    }

    /** Returns the major version of the PostgreSQL data, for example {@code 14}. */
    public Optional<String> postgresVersion() {
        return fact("postgres14.version");
    }

    /** Returns the space that {@code /srv} lives in. */
    public Optional<VolumeSpace> srvSpace() {
        return VolumeSpace.of(this, "srv");
    }

    /** Returns the space that the backup would live in, if it was mounted. */
    public Optional<VolumeSpace> backupSpace() {
        return VolumeSpace.of(this, "backup");
    }

    /** Returns owner, group, mode, size and type of a file of the TLS certificate, parted by colons. */
    public Optional<String> tlsFile(String name) {
        return fact("tls." + name);
    }

    /** Returns whether Grafana's old database file is still there. */
    public boolean oldGrafanaDatabasePresent() {
        return fact("grafana.db").isPresent();
    }

    /** Returns what is mounted below {@code /srv} where the probe ran. */
    public List<String> nestedMounts() {
        return facts.entrySet().stream()
                .filter(fact -> fact.getKey().startsWith("mount."))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    /** Returns whether the owner of a file could be changed; empty if that was not tried. */
    public Optional<Boolean> ownerChangeable() {
        return fact("chown").filter(value -> !value.equals("untested")).map("works"::equals);
    }

    private boolean is(String key, String value) {
        return value.equals(facts.get(key));
    }

    private static String decode(String value) {
        if (!value.startsWith(ENCODED)) {
            return value;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(value.substring(ENCODED.length()));
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
