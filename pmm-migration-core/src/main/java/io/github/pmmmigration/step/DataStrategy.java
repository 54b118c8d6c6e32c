package io.github.pmmmigration.step;

/**
 * How the data is treated on its way to the replacement.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public sealed interface DataStrategy {
    /**
     * Returns the documented way: the replacement works on the same data, after a backup into a volume of its own.
     *
     * <p>Needs free space for the backup. Going back after PMM 3 was started runs PMM 2 on the backup.
     */
    static InPlace inPlace() {
        return new InPlace(true);
    }

    /**
     * Returns the careful way: the replacement gets a copy in a new volume, the old data stays bit-identical.
     *
     * <p>Needs free space for the copy. Going back restores nothing, it only starts the old container.
     */
    static Copy copy() {
        return new Copy();
    }

    /** Returns the word for it in reports and on the command line. */
    String name();

    /** Returns whether the data from before can be had back after PMM 3 was started. */
    boolean reversibleAfterStart();

    /**
     * Works on the same data.
     *
     * @param backup whether a backup is taken first
     */
    record InPlace(boolean backup) implements DataStrategy {
        /** Returns the same without a backup: once PMM 3 was started there is no way back. */
        public InPlace withoutBackup() {
            return new InPlace(false);
        }

        @Override
        public String name() {
            return "in-place";
        }

        @Override
        public boolean reversibleAfterStart() {
            return backup;
        }
    }

    /** Works on a copy. */
    record Copy() implements DataStrategy {
        @Override
        public String name() {
            return "copy";
        }

        @Override
        public boolean reversibleAfterStart() {
            return true;
        }
    }
}
