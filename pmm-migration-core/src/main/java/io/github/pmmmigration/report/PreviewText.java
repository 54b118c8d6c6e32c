package io.github.pmmmigration.report;

/** Renders a preview as Text. */
final class PreviewText {
    private PreviewText() {}

    static String render(PreviewData preview) {
        return preview.fingerprint();
    }
}
