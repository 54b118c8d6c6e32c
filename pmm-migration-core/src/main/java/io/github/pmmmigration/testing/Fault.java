package io.github.pmmmigration.testing;

import java.util.Optional;
import java.util.function.Supplier;

/** What goes wrong with the calls of one view, and with which of them. Guarded by the engine's lock. */
interface Fault {
    /** Nothing ever goes wrong. */
    Fault NONE = (verb, calls, changes) -> Happening.NOTHING;

    /** Decides about a call, given its number among all calls and among the changes of this view, from 1. */
    Happening at(EngineVerb verb, int calls, int changes);

    static Fault atCall(int number, Interruption interruption) {
        return (verb, calls, changes) -> calls == number ? Happening.of(interruption) : Happening.NOTHING;
    }

    static Fault atChange(int number, Interruption interruption) {
        return (verb, calls, changes) ->
                verb.isChange() && changes == number ? Happening.of(interruption) : Happening.NOTHING;
    }

    static Fault refusing(EngineVerb refused, Supplier<? extends RuntimeException> exception) {
        return (verb, calls, changes) ->
                verb == refused ? new Happening(Optional.empty(), Optional.of(exception)) : Happening.NOTHING;
    }

    /** What goes wrong with one call: an interruption, a refusal, or nothing. */
    record Happening(Optional<Interruption> interruption, Optional<Supplier<? extends RuntimeException>> refusal) {
        static final Happening NOTHING = new Happening(Optional.empty(), Optional.empty());

        static Happening of(Interruption interruption) {
            return new Happening(Optional.of(interruption), Optional.empty());
        }
    }
}
