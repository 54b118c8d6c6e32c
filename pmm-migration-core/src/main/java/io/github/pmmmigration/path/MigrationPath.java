package io.github.pmmmigration.path;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.server.PmmVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The hops from what a server is to what it shall be; none when it is there already.
 *
 * <pre>{@code
 * MigrationPath path = MigrationPath.compute(PathRequest.migrate(PmmVersion.parse("2.30.0")));
 * path.toString();   // 2.30.0 -> 2.32.0 -> 2.44.1 -> 3.8.1
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param from the version at the beginning
 * @param hops the hops in order
 * @param findings what speaks against the path or should be known about it
 * @since 0.1
 */
public record MigrationPath(PmmVersion from, List<Hop> hops, List<Finding> findings) {
    /** Copies the lists. */
    public MigrationPath {
        Objects.requireNonNull(from, "from");
        hops = List.copyOf(hops);
        findings = List.copyOf(findings);
    }

    /** Computes the path; a pure function. */
    public static MigrationPath compute(PathRequest request) {
        return new PathFinder(Objects.requireNonNull(request, "request")).find();
    }

    /** Returns the first hop. */
    public Optional<Hop> first() {
        return hops.stream().findFirst();
    }

    /** Returns the hop from PMM 2 to PMM 3. */
    public Optional<Hop> migration() {
        return hops.stream().filter(hop -> hop.kind() == Hop.Kind.MIGRATE).findFirst();
    }

    /** Returns the versions in order, joined by arrows. */
    @Override
    public String toString() {
        String rest = hops.stream().map(hop -> " -> " + hop.destination()).collect(Collectors.joining());
        return from + rest;
    }
}
