package io.github.pmmmigration.examples.cli;

import java.time.Duration;
import java.util.Locale;

/** Turns times, amounts and names into words. */
final class Words {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};

    private Words() {}

    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long minutes = duration.toMinutes();
        return minutes < 60
                ? minutes + " min " + duration.toSecondsPart() + " s"
                : duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    /** Minutes and seconds as on a stop watch. */
    static String watch(Duration duration) {
        return String.format(Locale.ROOT, "%3d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    static String amount(long number, String unit) {
        if (!unit.equals("bytes")) {
            return number + " " + unit;
        }
        double size = number;
        int step = 0;
        while (size >= 1000 && step < SIZES.length - 1) {
            size /= 1000;
            step++;
        }
        return String.format(Locale.ROOT, step == 0 ? "%.0f %s" : "%.1f %s", size, SIZES[step]);
    }

    /** On one line, without anything that could move the cursor. */
    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    }

    static String sentence(String text) {
        String clean = line(text);
        return clean.isEmpty() ? clean : clean.substring(0, 1).toUpperCase(Locale.ROOT) + clean.substring(1);
    }

    static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
    }
}
