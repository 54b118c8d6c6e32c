package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;

/** The image, and the identity that its containers have: host name, domain name and user. */
final class ImageFields {
    private ImageFields() {}

    static void apply(Draft draft) {
        image(draft);
        hostname(draft);
        user(draft);
        draft.dropQuietly("/Volumes", "/OnBuild", "/ArgsEscaped");
    }

    private static void image(Draft draft) {
        ReplacementRequest request = draft.request();
        boolean restore = request.kind() == ReplacementKind.RESTORE_PMM2;
        draft.put(
                "/Image",
                restore ? original(request) : request.target().toString(),
                restore ? "exactly the image that the server had" : "the target of the migration");
    }

    /** The reference that people know, as long as it still means the very image; its identifier otherwise. */
    private static String original(ReplacementRequest request) {
        String reference = request.source().imageReference();
        ImageId id = request.source().image();
        boolean same = request.sourceImage().id().equals(id) && means(reference, request.sourceImage());
        return same ? reference : id.value();
    }

    /** Engines list images without the name of the public registry, and with the tag that was left out. */
    private static boolean means(String reference, ImageSnapshot image) {
        String listed = reference.replaceFirst("^(?:index\\.)?docker\\.io/(?:library/)?", "");
        String repository = listed.replaceFirst("(?::[^/@]+)?(?:@.*)?$", "");
        String digest = listed.replaceFirst("^[^@]*", "");
        return image.tags().contains(listed)
                || (listed.equals(repository) && image.tags().contains(repository + ":latest"))
                || (!digest.isEmpty() && image.digests().contains(repository + digest));
    }

    /** The engine fills in the short id, the host's name in host mode, and the neighbour's name in container mode. */
    private static void hostname(Draft draft) {
        String mode = draft.text("/HostConfig/NetworkMode").orElse("");
        if (mode.startsWith("container:")) {
            draft.dropQuietly("/Hostname", "/Domainname");
            return;
        }
        String hostname = draft.text("/Hostname").orElse("");
        boolean generated = draft.source().id().shortened().equals(hostname)
                || (mode.equals("host") && isHostsOwn(draft, hostname))
                || "host".equals(draft.text("/HostConfig/UTSMode").orElse(""));
        if (generated) {
            draft.dropQuietly("/Hostname");
        }
    }

    private static boolean isHostsOwn(Draft draft, String hostname) {
        return draft.request()
                .engine()
                .document()
                .text("/Name")
                .map(hostname::equals)
                .orElse(true);
    }

    private static void user(Draft draft) {
        String user = draft.text("/User").orElse("");
        if (user.isEmpty()) {
            draft.dropQuietly("/User");
        } else if (Documents.same(draft.document(), draft.imageDefaults(), "/User")) {
            draft.drop("/User", Draft.IMAGE_DEFAULT);
        } else if (draft.request().kind().translates()) {
            draft.drop("/User", "PMM 3 runs as its image's own user, to whom the data is handed over");
            draft.finding(Finding.warning(
                    FindingCodes.USER_OVERRIDE,
                    "The server was created to run as another user than its image's. PMM 3 runs as uid 1000 and would"
                            + " not start as another; the setting is left out.",
                    "User: " + user,
                    "Nothing, unless the user was chosen for access to mounted files: uid 1000 must be able to read"
                            + " them."));
        }
    }
}
