package io.github.pmmmigration.internal.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts in the unified form, for texts of some hundred lines.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** Returns the difference, or nothing when there is none. */
    public static String of(String file, String before, String after) {
        return of(file, edits(before.lines().toList(), after.lines().toList()));
    }

    /** Returns the difference of a Compose file, or a file of variables, with values hidden that may be secrets. */
    public static String of(ComposeEdit edit) {
        List<String> before = ShownLines.of(edit.before());
        List<String> after = ShownLines.of(edit.after());
        List<String> shown = new ArrayList<>();
        int old = 0;
        int now = 0;
        for (String line :
                edits(edit.before().lines().toList(), edit.after().lines().toList())) {
            char sign = line.charAt(0);
            shown.add(sign + (sign == '+' ? after.get(now) : before.get(old)));
            old += sign == '+' ? 0 : 1;
            now += sign == '-' ? 0 : 1;
        }
        return of(edit.path(), shown);
    }

    private static String of(String file, List<String> edits) {
        StringBuilder diff = new StringBuilder();
        int from = 0;
        while ((from = nextChange(edits, from)) < edits.size()) {
            int begin = Math.max(0, from - CONTEXT);
            int end = endOfHunk(edits, from);
            diff.append(header(edits, begin, end));
            edits.subList(begin, end).forEach(line -> diff.append(line).append('\n'));
            from = end;
        }
        return diff.length() == 0 ? "" : "--- " + file + "\n+++ " + file + "\n" + diff;
    }

    private static int nextChange(List<String> edits, int from) {
        int next = from;
        while (next < edits.size() && edits.get(next).startsWith(" ")) {
            next++;
        }
        return next;
    }

    /** Changes that are not far from each other share a hunk. */
    private static int endOfHunk(List<String> edits, int from) {
        int end = from;
        for (int i = from; i < edits.size() && i <= end + 2 * CONTEXT; i++) {
            end = edits.get(i).startsWith(" ") ? end : i;
        }
        return Math.min(edits.size(), end + 1 + CONTEXT);
    }

    private static String header(List<String> edits, int begin, int end) {
        long oldStart = count(edits.subList(0, begin), '+') + 1;
        long newStart = count(edits.subList(0, begin), '-') + 1;
        return "@@ -" + oldStart + "," + count(edits.subList(begin, end), '+') + " +" + newStart + ","
                + count(edits.subList(begin, end), '-') + " @@\n";
    }

    private static long count(List<String> edits, char without) {
        return edits.stream().filter(line -> line.charAt(0) != without).count();
    }

    /** Each line with its sign, by the longest common subsequence. */
    private static List<String> edits(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> edits = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                edits.add(" " + before.get(i++));
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                edits.add("-" + before.get(i++));
            } else {
                edits.add("+" + after.get(j++));
            }
        }
        return edits;
    }
}
