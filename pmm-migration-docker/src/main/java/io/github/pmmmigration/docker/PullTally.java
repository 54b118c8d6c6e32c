package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.PullProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Adds up what the engine says about single layers.
 *
 * <p>Bytes are counted while they are downloaded; unpacking, which the engine reports in the same form, does not count again. Not
 * safe for concurrent use.
 */
final class PullTally {
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    PullProgress add(ConfigDocument message) {
        String status = message.text("/status").orElse("");
        message.text("/id").ifPresent(layer -> layers.merge(layer, Layer.of(message, status), Layer::then));
        return new PullProgress(
                layers.values().stream().mapToLong(Layer::counted).sum(),
                layers.values().stream().mapToLong(Layer::total).sum(),
                status);
    }

    /**
     * One layer.
     *
     * @param current bytes received
     * @param total bytes to receive; zero while unknown
     * @param complete whether the engine has all of it
     */
    private record Layer(long current, long total, boolean complete) {
        private static final Set<String> AFTER_DOWNLOAD =
                Set.of("Download complete", "Verifying Checksum", "Extracting", "Pull complete", "Already exists");

        static Layer of(ConfigDocument message, String status) {
            return status.equals("Downloading")
                    ? new Layer(
                            bytes(message, "/progressDetail/current"), bytes(message, "/progressDetail/total"), false)
                    : new Layer(0, 0, AFTER_DOWNLOAD.contains(status));
        }

        Layer then(Layer next) {
            return new Layer(Math.max(current, next.current), Math.max(total, next.total), complete || next.complete);
        }

        long counted() {
            return complete ? Math.max(current, total) : current;
        }

        private static long bytes(ConfigDocument message, String pointer) {
            return Math.max(0, message.number(pointer).orElse(0));
        }
    }
}
