package io.github.pmmmigration.testing;

import io.github.pmmmigration.testing.Fault.Happening;

/** The calls of one view: counts them, and lets happen to them what its fault prescribes. */
final class Calls {
    private final Simulation simulation;
    private final Fault fault;
    private int calls;
    private int changes;
    private String death = "";

    Calls(Simulation simulation, Fault fault) {
        this.simulation = simulation;
        this.fault = fault;
    }

    <T> T call(EngineVerb verb, String target, EngineCall<T> effect) {
        try {
            synchronized (simulation) {
                return attempt(verb, target, effect);
            }
        } finally {
            simulation.tellListeners();
        }
    }

    private <T> T attempt(EngineVerb verb, String target, EngineCall<T> effect) {
        if (!death.isEmpty()) {
            throw new SimulatedCrash(death);
        }
        calls++;
        changes += verb.isChange() ? 1 : 0;
        Happening happening = fault.at(verb, calls, changes);
        happening.refusal().ifPresent(refusal -> {
            simulation.record(verb, target, "refused by the test");
            throw refusal.get();
        });
        return happening.interruption().isPresent()
                ? interrupted(happening.interruption().get(), verb, target, effect)
                : simulation.perform(verb, target, effect);
    }

    private <T> T interrupted(Interruption how, EngineVerb verb, String target, EngineCall<T> effect) {
        simulation.countInterruption();
        String moment = how + " call " + calls + ", " + verb + " " + target;
        switch (how) {
            case CRASH_BEFORE, LOST_REQUEST -> simulation.record(verb, target, "never arrived");
            case CRASH_AFTER, LOST_REPLY -> performUnheard(verb, target, effect);
            default -> simulation.postpone(how, verb, target, effect);
        }
        if (how.isCrash()) {
            death = moment;
            throw new SimulatedCrash(moment);
        }
        throw Refusals.unavailable(moment);
    }

    /** The engine may refuse; nobody hears of it. */
    private <T> void performUnheard(EngineVerb verb, String target, EngineCall<T> effect) {
        try {
            simulation.perform(verb, target, effect);
        } catch (RuntimeException refused) {
            simulation.record(verb, target, "refused, and the answer was lost");
        }
    }
}
