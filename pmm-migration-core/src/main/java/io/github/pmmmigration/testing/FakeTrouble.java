package io.github.pmmmigration.testing;

/** What keeps a fake server from answering: it is stopped, cut off, starting, or its doorkeeper is confused. */
final class FakeTrouble {
    boolean stopped;
    private int cutOff;
    private int starting;
    private int rejecting;

    void unavailableFor(int calls) {
        cutOff = checked(calls);
    }

    void notReadyFor(int calls) {
        starting = checked(calls);
    }

    void rejectingFor(int calls) {
        rejecting = checked(calls);
    }

    /** Throws if there is a reason not to answer, and uses that reason up by one call. */
    void meet() {
        if (stopped) {
            throw FakeProblems.unreachable();
        }
        if (cutOff > 0) {
            cutOff--;
            throw FakeProblems.unreachable();
        }
        if (starting > 0) {
            starting--;
            throw FakeProblems.notReady();
        }
    }

    /** Throws if good credentials are rejected for now. */
    void meetDoorkeeper() {
        if (rejecting > 0) {
            rejecting--;
            throw FakeProblems.rejected();
        }
    }

    private static int checked(int calls) {
        if (calls < 0) {
            throw new IllegalArgumentException("calls must not be negative: " + calls);
        }
        return calls;
    }
}
