package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.server.ServerException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a server answered, or why it did not.
 *
 * @param value the answer
 * @param refusal why there is none; empty when there is one
 */
record Answer<T>(Optional<T> value, String refusal) {
    static <T> Answer<T> to(Supplier<T> question) {
        try {
            return new Answer<>(Optional.of(question.get()), "");
        } catch (ServerException e) {
            return new Answer<>(Optional.empty(), e.problem().what());
        }
    }
}
