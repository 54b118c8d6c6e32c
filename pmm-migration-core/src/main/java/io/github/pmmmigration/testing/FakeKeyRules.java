package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.PmmVersion;
import java.util.HashSet;
import java.util.Set;

/** What the Grafana of each version does with API keys, and the numbers that it gives out. */
final class FakeKeyRules {
    private static final PmmVersion FIRST_THAT_CONVERTS_AT_START = PmmVersion.of(3, 2, 0);
    private static final PmmVersion FIRST_WITHOUT_KEYS = PmmVersion.of(3, 8, 0);

    private final Set<String> stubborn = new HashSet<>();
    private PmmVersion version;
    private boolean keepsKeys;
    private long lastId = 1;

    FakeKeyRules(PmmVersion version) {
        this.version = version;
    }

    FakeKeyRules copy() {
        FakeKeyRules copy = new FakeKeyRules(version);
        copy.stubborn.addAll(stubborn);
        copy.keepsKeys = keepsKeys;
        copy.lastId = lastId;
        return copy;
    }

    void setVersion(PmmVersion other) {
        version = other;
    }

    void keepKeys() {
        keepsKeys = true;
    }

    void addStubborn(String keyName) {
        stubborn.add(keyName);
    }

    boolean isStubborn(String keyName) {
        return stubborn.contains(keyName);
    }

    boolean offersKeys() {
        return keepsKeys || !version.isAtLeast(FIRST_WITHOUT_KEYS);
    }

    boolean convertsAtStart() {
        return version.isAtLeast(FIRST_THAT_CONVERTS_AT_START) && !version.isAtLeast(FIRST_WITHOUT_KEYS);
    }

    long nextId() {
        return ++lastId;
    }
}
