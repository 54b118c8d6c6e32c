package io.github.pmmmigration.grafana;

import java.util.Locale;

/** Writes a request in the language of curl's configuration files. */
final class CurlInstructions {
    private final StringBuilder lines = new StringBuilder();

    private CurlInstructions() {}

    static String of(TransportRequest request, CurlTrust trust) {
        CurlInstructions instructions = new CurlInstructions()
                .say("silent")
                .say("show-error")
                .say("globoff")
                .say("noproxy", "*")
                .say("url", request.address().toString())
                .say("request", request.method())
                .say("max-time", seconds(request))
                .say("write-out", "\n%{http_code} %{redirect_url}");
        trust.lines().forEach(instructions::say);
        request.headers().forEach((name, value) -> instructions.say("header", name + ": " + value));
        request.body().ifPresent(instructions::body);
        return instructions.lines.toString();
    }

    private void body(String json) {
        say("header", "Content-Type: application/json").say("data-raw", json);
    }

    private CurlInstructions say(String option) {
        lines.append(option).append('\n');
        return this;
    }

    private CurlInstructions say(String option, String value) {
        lines.append(option).append(" = \"").append(escaped(value)).append("\"\n");
        return this;
    }

    private static String seconds(TransportRequest request) {
        return String.format(Locale.ROOT, "%.3f", request.limit().toMillis() / 1000.0);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }
}
