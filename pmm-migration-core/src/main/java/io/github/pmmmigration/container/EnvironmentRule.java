package io.github.pmmmigration.container;

import java.util.Objects;
import java.util.Optional;

/**
 * Says what becomes of an environment variable on the way to PMM 3; asked before the rules of this library.
 *
 * <p>Only the name is shown to a rule, never the value, so a rule cannot leak one. Values are changed with
 * {@link ConfigurationOverrides#withEnvironment}.
 *
 * <pre>{@code
 * overrides.withEnvironmentRule(name -> name.startsWith("OUR_") ? Optional.of(EnvironmentRule.keep()) : Optional.empty());
 * }</pre>
 *
 * <p>Implementations are called on the thread that asks for a preview or executes a plan, and should be free of side effects.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface EnvironmentRule {
    /** Returns what becomes of the variable with this name, or nothing to leave it to the next rule. */
    Optional<Treatment> treat(String name);

    /** Returns that a variable keeps its name and value and needs no mention. */
    static Treatment keep() {
        return new Keep();
    }

    /** Returns that a variable keeps its value under another name. */
    static Treatment rename(String newName) {
        return new Rename(newName);
    }

    /** Returns that a variable is left out, and why. */
    static Treatment drop(String reason) {
        return new Drop(reason);
    }

    /** Returns that the migration must not go on with this variable, and what to do about it. */
    static Treatment refuse(String reason, String remedy) {
        return new Refuse(reason, remedy);
    }

    /** What becomes of a variable. Immutable and safe for concurrent use. */
    sealed interface Treatment {}

    /** Name and value stay, and it is not reported as unknown. */
    record Keep() implements Treatment {}

    /**
     * The value moves to another name.
     *
     * @param newName the name on PMM 3
     */
    record Rename(String newName) implements Treatment {
        /** Rejects what cannot be a name. */
        public Rename {
            Objects.requireNonNull(newName, "newName");
            if (newName.isEmpty() || newName.indexOf('=') >= 0) {
                throw new IllegalArgumentException("newName is not a name of a variable: '" + newName + "'");
            }
        }
    }

    /**
     * The variable is left out.
     *
     * @param reason why, for the report
     */
    record Drop(String reason) implements Treatment {
        /** Rejects an absent reason. */
        public Drop {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The migration is refused.
     *
     * @param reason what is wrong
     * @param remedy what to do about it
     */
    record Refuse(String reason, String remedy) implements Treatment {
        /** Rejects absent components. */
        public Refuse {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(remedy, "remedy");
        }
    }
}
