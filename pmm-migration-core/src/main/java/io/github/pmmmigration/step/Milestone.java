package io.github.pmmmigration.step;

/**
 * What was reached in this run and cannot be read from the engine; after a crash it is simply reached again.
 *
 * @since 0.1
 */
public enum Milestone {
    /** The target image was fetched although it was on the engine, as the user asked. */
    PULLED,
    /** What is worth comparing later was taken from the serving source. */
    BASELINE_TAKEN,
    /** The source has updated itself. */
    UPDATED,
    /** Nobody objects to the stop. */
    CUT_OVER_APPROVED,
    /** The replacement was started in this run. */
    REPLACEMENT_STARTED,
    /** The replacement serves at the wanted version. */
    READY,
    /** The API keys were dealt with. */
    KEYS_MIGRATED,
    /** The checks were made. */
    VERIFIED,
    /** The source was started in this run. */
    SOURCE_STARTED,
    /** The source serves again. */
    SOURCE_READY,
    /** The helper that saves the report was started, or the engine refused it, which has to be put up with. */
    REPORT_BEGUN
}
