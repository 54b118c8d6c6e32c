package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.util.List;
import java.util.Set;

/** What runs and how it is stopped: command, entry point, working folder, shell, stop signal. */
final class ProcessFields {
    /** Names that Podman and old clients write where nothing was configured. */
    private static final Set<String> DEFAULT_SIGNALS = Set.of("15", "SIGTERM");

    private ProcessFields() {}

    static void apply(Draft draft) {
        command(draft);
        workingFolder(draft);
        dropIfImages(draft, "/Shell");
        stopSignal(draft);
    }

    private static void command(Draft draft) {
        boolean sameEntrypoint = Documents.same(draft.document(), draft.imageDefaults(), "/Entrypoint");
        boolean sameCommand = Documents.same(draft.document(), draft.imageDefaults(), "/Cmd");
        if (sameEntrypoint) {
            draft.drop("/Entrypoint", Draft.IMAGE_DEFAULT);
        }
        if (sameEntrypoint && sameCommand) {
            draft.drop("/Cmd", Draft.IMAGE_DEFAULT);
        } else if (draft.request().kind().translates()) {
            draft.finding(custom(draft.document()));
        }
    }

    private static Finding custom(ConfigDocument document) {
        List<String> fields = List.of("Entrypoint", "Cmd").stream()
                .filter(field -> Documents.hasContent(document, "/" + field))
                .toList();
        return Finding.warning(
                FindingCodes.CUSTOM_COMMAND,
                "The server was created with its own command or entry point, which is carried over. PMM 3 has another"
                        + " start script, so a command made for PMM 2 may not start it.",
                fields.isEmpty() ? "the image's command was blanked" : "set: " + String.join(", ", fields),
                "Check the command against PMM 3, or have it left out with an override of the configuration.");
    }

    private static void workingFolder(Draft draft) {
        String folder = draft.text("/WorkingDir").orElse("");
        String images = draft.imageDefaults().text("/WorkingDir").orElse("");
        if (withoutSlash(folder).equals(withoutSlash(images))) {
            draft.drop("/WorkingDir", Draft.IMAGE_DEFAULT);
        }
    }

    private static String withoutSlash(String folder) {
        return folder.length() > 1 && folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    private static void stopSignal(Draft draft) {
        dropIfImages(draft, "/StopSignal");
        String signal = draft.text("/StopSignal").orElse("");
        boolean imageHasNone = !Documents.hasContent(draft.imageDefaults(), "/StopSignal");
        if (draft.isPodman() && imageHasNone && DEFAULT_SIGNALS.contains(signal)) {
            draft.dropQuietly("/StopSignal");
        }
    }

    private static void dropIfImages(Draft draft, String pointer) {
        if (Documents.same(draft.document(), draft.imageDefaults(), pointer)) {
            draft.drop(pointer, Draft.IMAGE_DEFAULT);
        }
    }
}
