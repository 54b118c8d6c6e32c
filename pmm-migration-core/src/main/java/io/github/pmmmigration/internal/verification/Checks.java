package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.step.VerificationResult.Check;
import io.github.pmmmigration.step.VerificationResult.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes checks of one name: states the verdict, or compares names. */
record Checks(String name, boolean required) {
    private static final int MOST_SHOWN = 10;
    private static final String ASK_AGAIN = "Find out why the server does not answer that, then run 'verify' again.";

    static Checks required(String name) {
        return new Checks(name, true);
    }

    static Checks advisory(String name) {
        return new Checks(name, false);
    }

    Check passed(String evidence) {
        return new Check(name, required, Verdict.PASSED, evidence, "");
    }

    Check failed(String evidence, String remedy) {
        return new Check(name, required, Verdict.FAILED, evidence, remedy);
    }

    /** The server would not say: a required check stays required, since it may say so later. */
    Check unanswered(String refusal) {
        return new Check(name, required, Verdict.NOT_PROVEN, "could not be asked: " + refusal, ASK_AGAIN);
    }

    /** Nobody can ever tell, so nothing can depend on it. */
    Check nothingToCompare(String why) {
        return new Check(name, false, Verdict.NOT_PROVEN, why, "");
    }

    /** Everything from before must still be there, as often as it was; more is welcome. */
    Check present(Collection<String> before, Collection<String> after, String remedy) {
        Map<String, Integer> counts = new TreeMap<>();
        before.forEach(item -> counts.merge(item, 1, Integer::sum));
        after.forEach(item -> counts.computeIfPresent(item, (same, count) -> count - 1));
        List<String> missing = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        return missing.isEmpty()
                ? passed(allThere(before.size()))
                : failed("missing " + missing.size() + " of " + before.size() + ": " + shown(missing), remedy);
    }

    private static String allThere(int count) {
        return switch (count) {
            case 0 -> "there were none";
            case 1 -> "the only one is there";
            default -> "all " + count + " are there";
        };
    }

    static String shown(List<String> items) {
        String first = String.join(", ", items.subList(0, Math.min(MOST_SHOWN, items.size())));
        return items.size() <= MOST_SHOWN ? first : first + " and " + (items.size() - MOST_SHOWN) + " more";
    }
}
