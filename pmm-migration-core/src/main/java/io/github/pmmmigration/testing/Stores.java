package io.github.pmmmigration.testing;

import java.util.HashMap;
import java.util.Map;

/** The data of all volumes, host folders and container layers. */
final class Stores {
    private final Map<String, DataFacts> facts = new HashMap<>();

    static String ofVolume(String name) {
        return "volume " + name;
    }

    static String ofFolder(String path) {
        return "folder " + path;
    }

    static String ofLayer(String containerId) {
        return "layer " + containerId;
    }

    DataFacts at(String store) {
        return facts.getOrDefault(store, DataFacts.empty());
    }

    void put(String store, DataFacts content) {
        facts.put(store, content);
    }

    /** Forgets the data and returns what it was. */
    DataFacts drop(String store) {
        DataFacts dropped = facts.remove(store);
        return dropped == null ? DataFacts.empty() : dropped;
    }

    Stores copy() {
        Stores copy = new Stores();
        copy.facts.putAll(facts);
        return copy;
    }
}
