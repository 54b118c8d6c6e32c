package io.github.pmmmigration.internal.configuration;

/**
 * What becomes of one variable of PMM 2.
 *
 * @param name its name on PMM 2
 * @param newName its name on PMM 3; empty when there is none
 * @param inverted whether its meaning is the opposite there
 * @param kind what its value must be
 * @param note what somebody should know about it; empty when nothing
 */
record KnownVariable(String name, String newName, boolean inverted, ValueKind kind, String note) {
    static KnownVariable renamed(String name, String newName) {
        return new KnownVariable(name, newName, false, KnownVariables.kindOf(newName), "");
    }

    static KnownVariable renamed(String name, String newName, String note) {
        return new KnownVariable(name, newName, false, KnownVariables.kindOf(newName), note);
    }

    static KnownVariable inverted(String name, String newName) {
        return new KnownVariable(name, newName, true, ValueKind.BOOLEAN, "");
    }

    static KnownVariable removed(String name, String note) {
        return new KnownVariable(name, "", false, ValueKind.TEXT, note);
    }

    boolean isRemoved() {
        return newName.isEmpty();
    }

    /** Returns whether its end is worth a warning, because something the user relied on goes with it. */
    boolean hasNote() {
        return !note.isEmpty();
    }
}
