package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.MigrationLabels;
import java.util.Map;
import java.util.Optional;

/** Labels: the image's go, those of managers that would bring PMM 2 back go, the user's stay, ours are added. */
final class LabelFields {
    private static final String COMPOSE = ComposeLabels.PREFIX;
    private static final String PODMAN_UNIT = "PODMAN_SYSTEMD_UNIT";

    private LabelFields() {}

    static void apply(Draft draft) {
        Map<String, String> images = Documents.strings(draft.imageDefaults(), "/Labels");
        Documents.strings(draft.document(), "/Labels").forEach((key, value) -> {
            String reason = reasonToDrop(draft, key, value.equals(images.get(key)));
            if (!reason.isEmpty()) {
                draft.drop(Documents.child("/Labels", key), reason);
            }
        });
        draft.request()
                .labels()
                .forEach((key, value) ->
                        draft.put(Documents.child("/Labels", key), value, "marks what belongs to this migration"));
        draft.overrides().labels().forEach((key, value) -> override(draft, key, value));
    }

    private static String reasonToDrop(Draft draft, String key, boolean isImages) {
        if (isImages) {
            return "label of the old image; the new image's own apply";
        }
        if (key.startsWith(MigrationLabels.PREFIX)) {
            return "mark of an earlier migration";
        }
        if (key.startsWith(COMPOSE) && !keepsComposeLabels(draft)) {
            return "without it, Compose reports a name conflict instead of replacing PMM 3 by PMM 2";
        }
        return key.equals(PODMAN_UNIT) ? "the unit that it names starts the old server" : "";
    }

    /** Between two hops they are kept under other names, which are among the labels to be added. */
    private static boolean keepsComposeLabels(Draft draft) {
        boolean parked =
                draft.request().labels().keySet().stream().anyMatch(key -> key.startsWith(ComposeLabels.PARKED));
        return draft.overrides().keepsComposeLabels() && !parked;
    }

    private static void override(Draft draft, String key, Optional<String> value) {
        String pointer = Documents.child("/Labels", key);
        value.ifPresentOrElse(
                text -> draft.put(pointer, text, "asked for by an override"),
                () -> draft.drop(pointer, "left out by an override"));
    }
}
