package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ImageReference;
import java.util.List;
import java.util.Map;

/** The inspections of images as PMM ships them, as far as a migration can see the difference. */
final class ImageTemplates {
    private static final long SECOND = 1_000_000_000L;
    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private ImageTemplates() {}

    static Map<String, Object> pmm2() {
        Map<String, Object> config = config(List.of("/opt/entrypoint.sh"));
        config.put("ExposedPorts", Json.fields("443/tcp", Json.NOTHING, "80/tcp", Json.NOTHING));
        config.put("Env", List.of(PATH, "LANG=en_US.utf8", "GF_PLUGIN_DIR=/var/lib/grafana/plugins"));
        config.put("WorkingDir", "/opt");
        return config;
    }

    static Map<String, Object> pmm3() {
        Map<String, Object> config = config(List.of("/opt/entrypoint.sh"));
        config.put("User", "pmm");
        config.put("ExposedPorts", Json.fields("8080/tcp", Json.NOTHING, "8443/tcp", Json.NOTHING));
        config.put(
                "Env",
                List.of(
                        PATH,
                        "LANG=en_US.utf8",
                        "GF_PLUGIN_DIR=/srv/grafana/plugins",
                        "PERCONA_TELEMETRY_DISABLE=1",
                        "PS1=[\\u@\\h \\W] # "));
        config.put("WorkingDir", "/opt");
        config.put("Volumes", Json.fields("/srv", Json.NOTHING));
        config.put("Healthcheck", healthCheck());
        return config;
    }

    static Map<String, Object> tiny() {
        Map<String, Object> config = config(List.of("sh"));
        config.put("Env", List.of(PATH));
        return config;
    }

    static ConfigDocument inspection(ImageReference reference, String id, Map<String, Object> config) {
        String digest = "sha256:" + Identifiers.hex("digest sha256:" + id);
        return Json.document(Json.fields(
                "Id",
                "sha256:" + id,
                "RepoTags",
                reference
                        .tag()
                        .map(tag -> List.of(reference.repository() + ":" + tag))
                        .orElse(List.of()),
                "RepoDigests",
                List.of(reference.repository() + "@" + reference.digest().orElse(digest)),
                "Created",
                "2024-12-01T00:00:00Z",
                "Config",
                config,
                "Architecture",
                "amd64",
                "Os",
                "linux",
                "Size",
                2_000_000_000L));
    }

    private static Map<String, Object> healthCheck() {
        return Json.fields(
                "Test",
                List.of("CMD-SHELL", "curl -sf http://127.0.0.1:8080/v1/server/readyz"),
                "Interval",
                3 * SECOND,
                "Timeout",
                2 * SECOND,
                "StartPeriod",
                10 * SECOND,
                "Retries",
                3);
    }

    private static Map<String, Object> config(List<String> command) {
        return Json.fields("User", "", "Cmd", command, "Entrypoint", Json.NULL, "WorkingDir", "", "Labels", Json.NULL);
    }
}
