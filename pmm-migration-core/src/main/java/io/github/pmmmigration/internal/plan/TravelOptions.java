package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.path.PathRequest.Goal;
import io.github.pmmmigration.step.UpgradeWay;
import java.util.List;

/** What the user wants of the way: where to in general, by which stops, and how much of it now. */
public record TravelOptions(Goal goal, List<ImageReference> via, boolean straight, int mostHops, UpgradeWay way) {
    /** To PMM 3, by the computed way, all of it. */
    public static final TravelOptions STANDARD =
            new TravelOptions(Goal.MIGRATE, List.of(), false, Integer.MAX_VALUE, UpgradeWay.CHOOSE);

    /** Copies the list. */
    public TravelOptions {
        via = List.copyOf(via);
        if (mostHops < 1) {
            throw new IllegalArgumentException("mostHops must be at least 1");
        }
    }

    /** Returns these options with another goal. */
    public TravelOptions towards(Goal other) {
        return new TravelOptions(other, via, straight, mostHops, way);
    }

    /** Returns these options with other stops. */
    public TravelOptions by(List<ImageReference> stops) {
        return new TravelOptions(goal, stops, straight, mostHops, way);
    }

    /** Returns these options without any stop. */
    public TravelOptions straightOn() {
        return new TravelOptions(goal, via, true, mostHops, way);
    }

    /** Returns these options for so many hops at once. */
    public TravelOptions atMost(int hops) {
        return new TravelOptions(goal, via, straight, hops, way);
    }

    /** Returns these options with a way to upgrade PMM 2. */
    public TravelOptions upgradingBy(UpgradeWay other) {
        return new TravelOptions(goal, via, straight, mostHops, other);
    }
}
