package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.step.DataStrategy;
import java.util.List;
import java.util.OptionalLong;

/** Whether backup, copy and image find room. */
final class SpaceChecks {
    private static final long KIB_PER_GIB = 1024L * 1024;
    /** What PMM 3's image takes when unpacked, about. */
    private static final long IMAGE_KIB = 4 * KIB_PER_GIB;

    private static final long MARGIN_PERCENT = 10;
    private static final long PERCENT = 100;

    private SpaceChecks() {}

    static void examine(PreflightInput input, List<Finding> findings) {
        OptionalLong free = freeForCopies(input);
        if (free.isEmpty()) {
            return;
        }
        long image = input.targetImage().isPresent() ? 0 : IMAGE_KIB;
        boolean clones = input.fact(InsideProbe.CLONES).isPresent();
        long copy = clones ? 0 : needed(input);
        boolean measured = input.number(InsideProbe.DATA_SIZE).isPresent();
        String evidence = "free " + gib(free.getAsLong()) + "; data " + (measured ? "" : "at most ") + gib(size(input))
                + (clones ? ", which a copy shares" : "")
                + (image > 0 ? "; image about " + gib(image) : "");
        if (copy > free.getAsLong() && measured) {
            findings.add(Finding.blocker(
                    FindingCodes.DISK_SPACE,
                    "There is not enough free space for " + purpose(input) + " of the data.",
                    evidence,
                    "Free at least " + gib(copy - free.getAsLong()) + " where the engine keeps its volumes."));
        } else if (copy + image > free.getAsLong()) {
            findings.add(Finding.warning(
                    FindingCodes.DISK_SPACE_TIGHT,
                    "There may not be enough free space for the migration.",
                    evidence,
                    "Free space where the engine keeps volumes and images."));
        }
    }

    /** New volumes and images live where the container's own layer does; the data itself may be elsewhere. */
    private static OptionalLong freeForCopies(PreflightInput input) {
        OptionalLong root = input.number(InsideProbe.ROOT_FREE);
        boolean local = !(input.storage() instanceof StorageLayout.BindMount);
        return root.isEmpty() && local ? input.number(InsideProbe.DATA_FREE) : root;
    }

    private static long needed(PreflightInput input) {
        boolean copies = !(input.strategy() instanceof DataStrategy.InPlace inPlace) || inPlace.backup();
        return copies ? size(input) * (PERCENT + MARGIN_PERCENT) / PERCENT : 0;
    }

    private static long size(PreflightInput input) {
        return input.number(InsideProbe.DATA_SIZE)
                .orElseGet(() -> input.number(InsideProbe.DATA_USED).orElse(0));
    }

    private static String purpose(PreflightInput input) {
        return input.strategy() instanceof DataStrategy.Copy ? "a copy" : "a backup";
    }

    private static String gib(long kib) {
        long tenths = (kib * 10 + KIB_PER_GIB - 1) / KIB_PER_GIB;
        return tenths / 10 + "." + tenths % 10 + " GiB";
    }
}
