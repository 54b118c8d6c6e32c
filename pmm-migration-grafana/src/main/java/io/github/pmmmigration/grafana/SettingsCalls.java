package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ServerSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of a server, under the names that PMM 3 has for them. */
final class SettingsCalls {
    private static final String PURPOSE = "read the settings of the server";
    private static final List<String> SHARED_FLAGS = List.of(
            "telemetry_enabled",
            "alerting_enabled",
            "backup_management_enabled",
            "azurediscover_enabled",
            "enable_access_control");
    private static final List<String> RESOLUTIONS = List.of("hr", "mr", "lr");
    private static final List<String> INTERVALS = List.of("standard_interval", "rare_interval", "frequent_interval");
    private static final Pattern NO_FRACTION = Pattern.compile("(\\d+)\\.0+s");

    private final Caller caller;
    private final MajorVersion major;

    SettingsCalls(Caller caller, MajorVersion major) {
        this.caller = caller;
        this.major = major;
    }

    ServerSettings read() {
        return major.either(
                () -> caller.read(ApiCall.ask(PURPOSE, "/v1/Settings/Get", "{}"), SettingsCalls::two),
                () -> caller.read(ApiCall.get(PURPOSE, "/v1/server/settings"), SettingsCalls::three));
    }

    /** PMM 2 leaves out what is false, so a missing flag is one that is off. */
    private static ServerSettings two(JsonFields reply) {
        JsonFields settings = settings(reply);
        Map<String, String> values = durations(settings, "stt_check_intervals");
        values.put("updates_enabled", Boolean.toString(!settings.flag("updates_disabled")));
        values.put("advisor_enabled", Boolean.toString(settings.flag("stt_enabled")));
        SHARED_FLAGS.forEach(flag -> values.put(flag, Boolean.toString(settings.flag(flag))));
        return texts(settings, values);
    }

    /** PMM 3 tells everything that it knows, so a missing flag is one that its version does not have. */
    private static ServerSettings three(JsonFields reply) {
        JsonFields settings = settings(reply);
        Map<String, String> values = durations(settings, "advisor_run_intervals");
        flagIfPresent(settings, "updates_enabled", values);
        flagIfPresent(settings, "advisor_enabled", values);
        SHARED_FLAGS.forEach(flag -> flagIfPresent(settings, flag, values));
        return texts(settings, values);
    }

    private static Map<String, String> durations(JsonFields settings, String intervals) {
        Map<String, String> values = new TreeMap<>();
        duration(settings, "data_retention", "data_retention", values);
        JsonFields resolutions = settings.object("metrics_resolutions");
        RESOLUTIONS.forEach(name -> duration(resolutions, name, "metrics_resolution_" + name, values));
        JsonFields advisor = settings.object(intervals);
        INTERVALS.forEach(name -> duration(advisor, name, "advisor_" + name, values));
        return values;
    }

    private static void duration(JsonFields fields, String name, String as, Map<String, String> values) {
        if (fields.has(name)) {
            values.put(as, NO_FRACTION.matcher(fields.text(name)).replaceFirst("$1s"));
        }
    }

    private static void flagIfPresent(JsonFields settings, String flag, Map<String, String> values) {
        if (settings.has(flag)) {
            values.put(flag, Boolean.toString(settings.flag(flag)));
        }
    }

    private static ServerSettings texts(JsonFields settings, Map<String, String> values) {
        values.put("pmm_public_address", settings.text("pmm_public_address"));
        values.put(
                "aws_partitions",
                String.join(
                        ",", settings.texts("aws_partitions").stream().sorted().toList()));
        return new ServerSettings(values);
    }

    private static JsonFields settings(JsonFields reply) {
        if (!reply.has("settings")) {
            throw new ShapeException("there are no settings");
        }
        return reply.object("settings");
    }
}
