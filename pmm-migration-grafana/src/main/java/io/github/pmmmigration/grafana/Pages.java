package io.github.pmmmigration.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Reads page after page until one says that it is the last. */
final class Pages {
    /** How many elements a page is asked to have. */
    static final int SIZE = 1_000;

    /** More than any server holds; ends the reading of one that ignores page numbers. */
    private static final int MOST = 1_000;

    private Pages() {}

    static <T> List<T> collect(int first, IntFunction<Page<T>> pages) {
        List<T> all = new ArrayList<>();
        for (int number = first; number < first + MOST; number++) {
            Page<T> page = pages.apply(number);
            all.addAll(page.elements());
            if (page.last()) {
                break;
            }
        }
        return List.copyOf(all);
    }

    /** A page and whether there is another one. */
    record Page<T>(List<T> elements, boolean last) {
        /** Returns a page that is the last one unless it is full. */
        static <T> Page<T> of(List<T> elements) {
            return new Page<>(elements, elements.size() < SIZE);
        }
    }
}
