package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Completes what a create call asks for with the defaults of the image, the way the engine does. */
final class ImageDefaults {
    private static final List<String> FIELDS_THAT_FILL_GAPS = List.of("User", "WorkingDir", "StopSignal");
    private static final List<String> HEALTH_NUMBERS = List.of("Interval", "Timeout", "StartPeriod", "Retries");

    private final ConfigDocument image;

    ImageDefaults(ConfigDocument image) {
        this.image = image;
    }

    /** Returns the complete configuration; everything the user set wins, key by key. */
    ConfigDocument complete(ConfigDocument asked) {
        ConfigDocument complete = Json.document(baseline(asked));
        for (String field : FIELDS_THAT_FILL_GAPS) {
            complete = fillText(complete, field);
        }
        return health(command(complete))
                .with("/Env", environment(asked))
                .with("/ExposedPorts", union(asked, "/ExposedPorts"))
                .with("/Volumes", nullWhenEmpty(union(asked, "/Volumes")))
                .with("/Labels", labels(asked));
    }

    private static Map<String, Object> baseline(ConfigDocument asked) {
        Map<String, Object> fields =
                Json.fields("Hostname", "", "Domainname", "", "User", "", "AttachStdin", false, "AttachStdout", false);
        fields.putAll(Json.fields("AttachStderr", false, "Tty", false, "OpenStdin", false, "StdinOnce", false));
        fields.putAll(Json.fields("Env", Json.NULL, "Cmd", Json.NULL, "Image", "", "Volumes", Json.NULL));
        fields.putAll(Json.fields("WorkingDir", "", "Entrypoint", Json.NULL, "OnBuild", Json.NULL));
        fields.putAll(Json.fieldsOf(asked));
        fields.remove("HostConfig");
        fields.remove("NetworkingConfig");
        return fields;
    }

    private ConfigDocument fillText(ConfigDocument config, String field) {
        boolean missing = config.text("/" + field).orElse("").isEmpty();
        String fallback = image.text("/" + field).orElse("");
        return missing && !fallback.isEmpty() ? config.with("/" + field, fallback) : config;
    }

    /** An entry point that was given without a command hides the command of the image. */
    private ConfigDocument command(ConfigDocument config) {
        if (!config.texts("/Entrypoint").isEmpty()) {
            return config;
        }
        ConfigDocument result = config;
        if (config.texts("/Cmd").isEmpty()) {
            result = copyList(result, "/Cmd");
        }
        return config.elements("/Entrypoint").isEmpty()
                        && config.at("/Entrypoint").isEmpty()
                ? copyList(result, "/Entrypoint")
                : result;
    }

    private ConfigDocument copyList(ConfigDocument config, String pointer) {
        return config.with(pointer, Json.listOrNull(image.texts(pointer)));
    }

    private ConfigDocument health(ConfigDocument config) {
        if (image.at("/Healthcheck").isEmpty()) {
            return config;
        }
        if (config.at("/Healthcheck").isEmpty()) {
            return config.with("/Healthcheck", image.at("/Healthcheck").orElseThrow());
        }
        ConfigDocument result = config;
        if (config.texts("/Healthcheck/Test").isEmpty()) {
            result = copyList(result, "/Healthcheck/Test");
        }
        for (String number : HEALTH_NUMBERS) {
            String pointer = "/Healthcheck/" + number;
            if (config.number(pointer).orElse(0) == 0 && image.number(pointer).isPresent()) {
                result = result.with(pointer, image.number(pointer).getAsLong());
            }
        }
        return result;
    }

    private List<String> environment(ConfigDocument asked) {
        List<String> lines = new ArrayList<>(asked.texts("/Env"));
        Set<String> names = lines.stream().map(ImageDefaults::nameOf).collect(Collectors.toSet());
        image.texts("/Env").stream()
                .filter(line -> !names.contains(nameOf(line)))
                .forEach(lines::add);
        return lines;
    }

    private static String nameOf(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? line : line.substring(0, equals);
    }

    private Map<String, Object> union(ConfigDocument asked, String pointer) {
        Set<String> keys = new TreeSet<>(asked.keys(pointer));
        keys.addAll(image.keys(pointer));
        Map<String, Object> union = new LinkedHashMap<>();
        keys.forEach(key -> union.put(key, Json.NOTHING));
        return union;
    }

    private static Object nullWhenEmpty(Map<String, Object> fields) {
        return fields.isEmpty() ? Json.NULL : fields;
    }

    private Map<String, String> labels(ConfigDocument asked) {
        Map<String, String> labels = Json.textsOf(image, "/Labels");
        labels.putAll(Json.textsOf(asked, "/Labels"));
        return labels;
    }
}
