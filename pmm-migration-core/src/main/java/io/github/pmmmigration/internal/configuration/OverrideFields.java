package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The user's own last word, and what even that cannot change. */
final class OverrideFields {
    private static final String POLICY = "/HostConfig/RestartPolicy";

    private OverrideFields() {}

    static void apply(Draft draft) {
        draft.overrides().memory().ifPresent(bytes -> memory(draft, bytes));
        disarm(draft);
    }

    /** Returns what the user's edits make of the configuration. */
    static ConfigDocument edited(Draft draft) {
        ConfigDocument edited = draft.document();
        for (UnaryOperator<ConfigDocument> edit : draft.overrides().edits()) {
            edited = edit.apply(edited);
        }
        return edited.with(POLICY, draft.document().at(POLICY).orElseGet(OverrideFields::never));
    }

    private static void memory(Draft draft, long bytes) {
        long swap = draft.document().number("/HostConfig/MemorySwap").orElse(0);
        draft.put("/HostConfig/Memory", bytes, "asked for by an override");
        if (swap > 0) {
            draft.put("/HostConfig/MemorySwap", 0, "counts memory in, so the engine computes it from the new limit");
        }
    }

    /**
     * The replacement must not start by itself before it is its turn; its policy is set once it serves. One without a name, as
     * clients other than the Docker command leave it, means "no" and cannot be set later: it is kept.
     */
    private static void disarm(Draft draft) {
        if (!draft.document().text(POLICY + "/Name").equals(Optional.of(""))) {
            draft.put(POLICY, never(), "");
        }
    }

    private static ConfigDocument never() {
        return ConfigDocument.empty().with("/Name", "no").with("/MaximumRetryCount", 0);
    }
}
