package io.github.pmmmigration.report;

/** How something feels to whoever reads it. */
enum Tone {
    GOOD,
    NEUTRAL,
    CAREFUL,
    BAD
}
