package io.github.pmmmigration.internal.data;

/**
 * The numbers of a user and a group that shall own the data.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param user the user's number
 * @param group the group's number
 * @since 0.1
 */
public record DataOwner(int user, int group) {
    /** Rejects negative numbers. */
    public DataOwner {
        if (user < 0 || group < 0) {
            throw new IllegalArgumentException("user and group must not be negative: " + user + ":" + group);
        }
    }

    /** Returns the owner that PMM 3 expects. */
    public static DataOwner pmm3() {
        return new DataOwner(1000, 0);
    }

    @Override
    public String toString() {
        return user + ":" + group;
    }
}
