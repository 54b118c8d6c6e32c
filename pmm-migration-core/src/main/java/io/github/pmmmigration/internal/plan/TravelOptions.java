package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.path.PathRequest.Goal;
import java.util.List;

/** What the user wants of the way: where to in general, by which stops, and how much of it now. */
public record TravelOptions(Goal goal, List<ImageReference> via, boolean straight, int mostHops) {
    /** To PMM 3, by the computed way, all of it. */
    public static final TravelOptions STANDARD = new TravelOptions(Goal.MIGRATE, List.of(), false, Integer.MAX_VALUE);

    /** Copies the list. */
    public TravelOptions {
        via = List.copyOf(via);
        if (mostHops < 1) {
            throw new IllegalArgumentException("mostHops must be at least 1");
        }
    }

    /** Returns these options with another goal. */
    public TravelOptions towards(Goal other) {
        return new TravelOptions(other, via, straight, mostHops);
    }

    /** Returns these options with other stops. */
    public TravelOptions by(List<ImageReference> stops) {
        return new TravelOptions(goal, stops, straight, mostHops);
    }

    /** Returns these options without any stop. */
    public TravelOptions straightOn() {
        return new TravelOptions(goal, via, true, mostHops);
    }

    /** Returns these options for so many hops at once. */
    public TravelOptions atMost(int hops) {
        return new TravelOptions(goal, via, straight, hops);
    }
}
