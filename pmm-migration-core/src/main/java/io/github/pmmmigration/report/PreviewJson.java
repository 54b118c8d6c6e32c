package io.github.pmmmigration.report;

/** Renders a preview as Json. */
final class PreviewJson {
    private PreviewJson() {}

    static String render(PreviewData preview) {
        return preview.fingerprint();
    }
}
