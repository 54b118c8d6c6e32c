package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that PMM 3 needs or must be able to read. */
final class FileChecks {
    private static final String POSTGRES = "14";
    private static final String DATA = "/srv/";
    private static final String TLS = "/srv/nginx/";
    private static final String READABLE =
            "Make them readable for uid 1000, for example with chgrp 0 and chmod g+r, or setfacl -m u:1000:r.";

    private static final int PMM = 1000;
    private static final Pattern OWNERSHIP = Pattern.compile("([0-9]+):([0-9]+):([0-7]{1,4})");
    private static final Pattern GRAFANA =
            Pattern.compile(".*/(grafana\\.ini|ldap\\.toml|etc/grafana|grafana/conf)(/.*)?");
    private static final int READ_OWNER = 0400;
    private static final int READ_GROUP = 040;
    private static final int READ_OTHERS = 04;

    private FileChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        if (input.migrates()) {
            postgres(input, findings);
            distribution(input, findings);
            grafana(input, findings);
        }
        unreadable(input, findings);
    }

    private static void postgres(PreflightInput input, List<Finding> findings) {
        String version = input.fact(InsideProbe.PG_VERSION).orElse("");
        boolean external = !version.isEmpty() && version.equals("absent") && usesOtherPostgres(input);
        if (!version.isEmpty() && !version.equals(POSTGRES) && !external) {
            findings.add(Finding.blocker(
                    FindingCodes.POSTGRES_VERSION,
                    "PMM 3 takes over a database of PostgreSQL " + POSTGRES + " in /srv/postgres14, and there is none.",
                    "/srv/postgres14/PG_VERSION: " + version,
                    "Bring PMM 2 to 2.44.1, which converts older databases, and let it start completely."));
        }
    }

    private static boolean usesOtherPostgres(PreflightInput input) {
        return input.source().document().texts("/Config/Env").stream()
                .anyMatch(entry -> entry.matches("(?i)(PERCONA_TEST_)?PMM_DISABLE_BUILTIN_POSTGRES=(1|t|true)"));
    }

    private static void distribution(PreflightInput input, List<Finding> findings) {
        if (input.fact(InsideProbe.DISTRIBUTION).filter("absent"::equals).isPresent()) {
            findings.add(Finding.blocker(
                    FindingCodes.DISTRIBUTION_MISSING,
                    "The file /srv/pmm-distribution is missing. PMM 3 would take the data for an empty volume and fail in"
                            + " setting it up.",
                    "/srv/pmm-distribution: absent",
                    "Restart PMM 2, which writes it; otherwise: docker exec "
                            + input.source().name() + " sh -c 'printf docker > /srv/pmm-distribution'"));
        }
    }

    private static void grafana(PreflightInput input, List<Finding> findings) {
        List<String> mounts = input.source().mounts().stream()
                .map(Mount::destination)
                .filter(path -> GRAFANA.matcher(path).matches())
                .toList();
        if (!mounts.isEmpty()) {
            findings.add(Finding.warning(
                    FindingCodes.GRAFANA_CONFIG,
                    "Configuration of Grafana is mounted into the server and carried over. From PMM 3.6 on, a grafana.ini"
                            + " of your own must have allow_embedding = true in its section [security].",
                    String.join(", ", mounts),
                    "Compare the files with those in PMM 3's image, and make them readable for uid 1000."));
        }
    }

    /** Files in the data itself are handed over to PMM 3; those of other mounts keep their owners. */
    private static void unreadable(PreflightInput input, List<Finding> findings) {
        List<String> unreadable = input.probe().entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(InsideProbe.FILE))
                .filter(fact -> keepsOwner(fact.getKey().substring(InsideProbe.FILE.length()), input.source()))
                .filter(fact -> !isReadable(fact.getValue()))
                .map(Map.Entry::getKey)
                .map(key -> key.substring(InsideProbe.FILE.length()))
                .sorted()
                .toList();
        if (!unreadable.isEmpty()) {
            boolean needed = input.migrates() && unreadable.stream().anyMatch(path -> path.startsWith(TLS));
            String seen = String.join(", ", unreadable);
            findings.add(
                    needed
                            ? Finding.consent(
                                    FindingCodes.FILES_UNREADABLE,
                                    "Mounted TLS files cannot be read by uid 1000, as which PMM 3 runs. Without them it does"
                                            + " not start.",
                                    seen,
                                    READABLE)
                            : Finding.warning(
                                    FindingCodes.FILES_UNREADABLE,
                                    "Mounted files cannot be read by uid 1000, as which PMM 3 runs.",
                                    seen,
                                    READABLE));
        }
    }

    private static boolean keepsOwner(String path, ContainerSnapshot source) {
        return source.mounts().stream()
                        .map(Mount::destination)
                        .filter(destination -> !destination.equals("/srv"))
                        .anyMatch(destination -> path.equals(destination) || path.startsWith(destination + "/"))
                || !path.startsWith(DATA);
    }

    private static boolean isReadable(String ownership) {
        Matcher matcher = OWNERSHIP.matcher(ownership);
        if (!matcher.matches()) {
            return true;
        }
        int mode = Integer.parseInt(matcher.group(3), 8);
        if (matcher.group(1).equals(Integer.toString(PMM))) {
            return (mode & READ_OWNER) != 0;
        }
        boolean group = matcher.group(2).equals("0") || matcher.group(2).equals(Integer.toString(PMM));
        return (mode & (group ? READ_GROUP | READ_OTHERS : READ_OTHERS)) != 0;
    }
}
