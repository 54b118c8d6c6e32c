package io.github.pmmmigration.examples.safety;

import io.github.pmmmigration.testing.StorageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A data strategy on a storage layout. */
record Combination(Strategy strategy, StorageKind storage) {
    private static final List<StorageKind> STORAGES = List.of(
            StorageKind.NAMED_VOLUME, StorageKind.BIND_MOUNT, StorageKind.DATA_CONTAINER, StorageKind.ANONYMOUS_VOLUME);

    /** How the data is treated. */
    enum Strategy {
        BACKUP,
        COPY,
        NO_BACKUP
    }

    /** Returns all of them, neighbours as different as can be. */
    static List<Combination> all() {
        List<Combination> all = new ArrayList<>();
        for (int index = 0; index < 12; index++) {
            Strategy strategy = Strategy.values()[index % 3];
            all.add(new Combination(strategy, STORAGES.get(index % 4)));
        }
        return all;
    }

    String[] options() {
        return switch (strategy) {
            case BACKUP -> new String[0];
            case COPY -> new String[] {"--data", "copy"};
            case NO_BACKUP -> new String[] {"--no-backup", "--accept", "IRREVERSIBLE"};
        };
    }

    /** Returns whether there is a way back once PMM 3 has run. */
    boolean reversible() {
        return strategy != Strategy.NO_BACKUP;
    }

    @Override
    public String toString() {
        return (strategy + "/" + storage).toLowerCase(Locale.ROOT);
    }
}
