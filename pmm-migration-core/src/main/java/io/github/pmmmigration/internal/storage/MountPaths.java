package io.github.pmmmigration.internal.storage;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Places inside a container, as engines compare them: {@code /srv//x/./} is {@code /srv/x}.
 *
 * <p>Stateless and safe for concurrent use; the same on every operating system.
 *
 * @since 0.1
 */
public final class MountPaths {
    private MountPaths() {}

    /** Returns the shortest way to write an absolute path. */
    public static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** Returns where a bind, in the notation of {@code docker run --volume}, is mounted. */
    public static String ofBind(String bind) {
        String[] parts = bind.split(":", 3);
        return clean(parts.length == 1 ? parts[0] : parts[1]);
    }
}
