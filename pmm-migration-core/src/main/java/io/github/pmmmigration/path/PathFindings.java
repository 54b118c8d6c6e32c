package io.github.pmmmigration.path;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.server.PmmVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what speaks against a path. Used once. */
final class PathFindings {
    private final PathRequest request;
    private final List<Finding> all = new ArrayList<>();

    PathFindings(PathRequest request) {
        this.request = request;
    }

    List<Finding> all() {
        return all.stream().distinct().toList();
    }

    /** Refuses to leave the versions whose images bring the tools for what a migrated server has on disk. */
    void window(Optional<PmmVersion> end, PmmVersion at) {
        if (end.filter(KnownVersions::isBeyondWindow).isEmpty()) {
            return;
        }
        if (at.isAtLeast(KnownVersions.WINDOW_END)) {
            all.add(Finding.consent(
                    FindingCodes.TARGET_UNPROVEN,
                    "PMM " + end.get() + " is later than anything that is known here.",
                    "the server is " + at + ", the target " + end.get(),
                    "Read its release notes, then accept this code."));
        } else {
            all.add(Finding.blocker(
                    FindingCodes.TARGET_TOO_NEW,
                    "PMM " + end.get() + " cannot be reached in one plan: the way from PMM 2 ends with 3.12.",
                    "the server is " + request.installed() + ", the target " + end.get(),
                    "Go to 3.12.0 at most, see that it works, and upgrade from there."));
        }
    }

    /** Returns whether an upgrade to this version makes no sense, and says why. */
    boolean refusesUpgrade(Optional<PmmVersion> end, PmmVersion at) {
        if (end.isEmpty()) {
            return false;
        }
        if (end.get().major() > at.major()) {
            all.add(Finding.blocker(
                    FindingCodes.TARGET_NOT_PMM2,
                    "An upgrade stays within PMM " + at.major() + ", and the target is PMM " + end.get() + ".",
                    "the server is " + at,
                    "Use the migration (pmm-migrate migrate) to go to PMM 3."));
            return true;
        }
        if (!end.get().isAtLeast(at)) {
            all.add(Finding.blocker(
                    FindingCodes.TARGET_OLDER,
                    "The target is PMM " + end.get()
                            + ", older than the server, and PMM cannot read the data of a later" + " version.",
                    "the server says " + at,
                    "Name a later target."));
            return true;
        }
        return false;
    }

    void unknownVia(ImageReference image) {
        all.add(Finding.blocker(
                FindingCodes.VIA_VERSION_UNKNOWN,
                "The version of the stop " + image + " cannot be told, so it has no place on the way.",
                "neither its tag nor a label of an image on the engine tells a version",
                "Name the stop by version, or pull the image first so that its label can be read."));
    }

    void viaGoesBack(ImageReference image, PmmVersion at) {
        all.add(Finding.blocker(
                FindingCodes.TARGET_OLDER,
                "The stop " + image + " is older than what comes before it.",
                "the way has come to " + at,
                "Name stops in ascending order, all of them later than the server."));
    }

    void stageSkipped(PmmVersion at, PmmVersion to) {
        if (KnownVersions.needsStage(at) && !to.isSameRelease(KnownVersions.STAGE)) {
            all.add(Finding.warning(
                    FindingCodes.STAGE_SKIPPED,
                    "PMM " + at + " is meant to be brought up by way of " + KnownVersions.STAGE
                            + ", which the stops that were named leave out.",
                    at + " -> " + to,
                    "Name " + KnownVersions.STAGE + " as a stop too, or no stop of PMM 2 at all."));
        }
    }
}
