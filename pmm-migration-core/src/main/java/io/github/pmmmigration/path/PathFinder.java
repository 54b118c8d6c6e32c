package io.github.pmmmigration.path;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.server.PmmVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out one path, hop by hop. Used once. */
final class PathFinder {
    private static final String REPOSITORY = "percona/pmm-server";
    private static final String ASKED = "asked for";
    private static final int PMM3 = 3;

    private final PathRequest request;
    private final PathFindings findings;
    private final List<Hop> hops = new ArrayList<>();
    private PmmVersion at;

    PathFinder(PathRequest request) {
        this.request = request;
        this.findings = new PathFindings(request);
        this.at = request.installed();
    }

    MigrationPath find() {
        if (request.goal() == PathRequest.Goal.MIGRATE) {
            migrate();
        } else if (at.major() >= PMM3) {
            upgradePmm3();
        } else {
            upgradePmm2();
        }
        return new MigrationPath(request.installed(), hops, findings.all());
    }

    private void migrate() {
        if (at.major() >= PMM3) {
            return;
        }
        if (request.straight()) {
            add(request.target().orElseGet(this::bestPivot), "asked for, without a stop between");
            return;
        }
        explicit(2);
        if (hops.isEmpty()) {
            stage();
        }
        if (!at.isAtLeast(KnownVersions.LAST_PMM2)) {
            add(image(KnownVersions.LAST_PMM2), "migration to PMM 3 is supported from the last PMM 2 only");
        }
        explicit(PMM3);
        enterPmm3();
    }

    private void stage() {
        if (KnownVersions.needsStage(at)) {
            add(image(KnownVersions.STAGE), "versions up to 2.30 are brought up by way of " + KnownVersions.STAGE);
        }
    }

    private void enterPmm3() {
        Optional<PmmVersion> end = request.target().flatMap(request::versionOf);
        findings.window(end, at);
        if (request.target().isEmpty()) {
            if (at.major() < PMM3) {
                addPivot();
            }
            return;
        }
        if (at.major() < PMM3 && end.filter(this::needsPivot).isPresent()) {
            addPivot();
        }
        if (end.isEmpty() || !end.get().isSameRelease(at)) {
            add(request.target().get(), ASKED);
        }
    }

    /** Keys that were not converted need a Grafana that converts them; what is later than the pivots cannot be reached at once. */
    private boolean needsPivot(PmmVersion end) {
        if (end.major() < PMM3 || KnownVersions.isBeyondWindow(end)) {
            return false;
        }
        boolean later = !KnownVersions.NEWEST_PIVOT.isAtLeast(end);
        return later || (request.apiKeys().orElse(0) > 0 && end.isAtLeast(KnownVersions.WITHOUT_KEYS));
    }

    private void addPivot() {
        ImageReference pivot = bestPivot();
        if (mayHaveKeys()) {
            add(pivot, "its Grafana converts API keys and still accepts what it cannot convert");
            return;
        }
        Hop hop = hop(pivot, "the newest version to which PMM 2 can migrate");
        ImageReference second = image(KnownVersions.PIVOT_WITH_KEYS);
        accept(new Hop(hop.kind(), hop.from(), hop.image(), hop.to(), hop.reason(), Optional.of(second)));
    }

    private ImageReference bestPivot() {
        return image(mayHaveKeys() ? KnownVersions.PIVOT_WITH_KEYS : KnownVersions.NEWEST_PIVOT);
    }

    private boolean mayHaveKeys() {
        return request.apiKeys().isEmpty() || request.apiKeys().getAsInt() > 0;
    }

    private void upgradePmm2() {
        ImageReference target = request.target().orElseGet(() -> image(KnownVersions.LAST_PMM2));
        Optional<PmmVersion> end = request.versionOf(target);
        if (findings.refusesUpgrade(end, at) || end.filter(at::isSameRelease).isPresent()) {
            return;
        }
        if (!request.straight()) {
            explicit(2);
            if (hops.isEmpty() && end.filter(KnownVersions::needsStage).isEmpty()) {
                stage();
            }
        }
        finish(target, end, "the last PMM 2, from which migration is supported");
    }

    private void upgradePmm3() {
        ImageReference target = request.target().orElseGet(() -> image(KnownVersions.WINDOW_END));
        Optional<PmmVersion> end = request.versionOf(target);
        boolean there = end.filter(at::isSameRelease).isPresent()
                || (request.target().isEmpty() && at.isAtLeast(KnownVersions.WINDOW_END));
        if (there || findings.refusesUpgrade(end, at)) {
            return;
        }
        findings.window(end, at);
        if (!request.straight()) {
            explicit(PMM3);
            keysFirst(end);
        }
        finish(target, end, "the last version within the window of a migrated server");
    }

    private void keysFirst(Optional<PmmVersion> end) {
        boolean wouldLoseThem = request.apiKeys().orElse(0) > 0
                && end.filter(v -> v.isAtLeast(KnownVersions.WITHOUT_KEYS)).isPresent();
        if (hops.isEmpty() && wouldLoseThem && !at.isAtLeast(KnownVersions.CONVERTS_AT_START)) {
            add(image(KnownVersions.PIVOT_WITH_KEYS), "its Grafana converts the API keys that are left");
        }
    }

    private void finish(ImageReference target, Optional<PmmVersion> end, String reason) {
        if (end.isEmpty() || !end.get().isSameRelease(at)) {
            add(target, request.target().isPresent() ? ASKED : reason);
        }
    }

    /** Adds the images between that the user named, of one major version. */
    private void explicit(int major) {
        for (ImageReference image : request.via()) {
            Optional<PmmVersion> version = request.versionOf(image);
            if (version.isEmpty()) {
                findings.unknownVia(image);
            } else if (version.get().major() == major) {
                through(image, version.get());
            }
        }
    }

    /** A stop that the server has left behind already is not one; a stop behind another is a mistake. */
    private void through(ImageReference image, PmmVersion version) {
        if (!version.isAtLeast(at)) {
            if (!hops.isEmpty()) {
                findings.viaGoesBack(image, at);
            }
        } else if (!version.isSameRelease(at)) {
            if (at.major() == 2 && version.major() == 2 && !KnownVersions.needsStage(version)) {
                findings.stageSkipped(at, version);
            }
            add(image, ASKED);
        }
    }

    private void add(ImageReference image, String reason) {
        accept(hop(image, reason));
    }

    private void accept(Hop hop) {
        hops.add(hop);
        at = hop.to().orElse(at);
    }

    private Hop hop(ImageReference image, String reason) {
        Optional<PmmVersion> to = request.versionOf(image);
        return new Hop(kind(to), at, image, to, reason, Optional.empty());
    }

    /** An image of unknown version is taken for what was asked for. */
    private Hop.Kind kind(Optional<PmmVersion> to) {
        if (at.major() >= PMM3) {
            return Hop.Kind.UPGRADE_PMM3;
        }
        boolean stays = request.goal() == PathRequest.Goal.UPGRADE
                || (to.filter(version -> version.major() == 2).isPresent() && !isEnd(to.get()));
        return stays ? Hop.Kind.UPGRADE_PMM2 : Hop.Kind.MIGRATE;
    }

    /** A target of PMM 2 is refused later, and more clearly, as the end of a migration. */
    private boolean isEnd(PmmVersion to) {
        boolean end = request.target()
                .flatMap(request::versionOf)
                .filter(to::isSameRelease)
                .isPresent();
        return end && at.isAtLeast(KnownVersions.LAST_PMM2);
    }

    /** Computed stops come from the repository of what the user named, so that mirrors and private registries are used. */
    private ImageReference image(PmmVersion version) {
        String repository = request.target()
                .or(() -> request.via().stream().findFirst())
                .map(ImageReference::repository)
                .orElse(REPOSITORY);
        return new ImageReference(repository, Optional.of(version.toString()), Optional.empty());
    }
}
