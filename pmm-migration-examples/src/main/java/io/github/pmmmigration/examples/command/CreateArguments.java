package io.github.pmmmigration.examples.command;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Says a create document in the options of {@code docker create}. What it has no word for is refused, never dropped.
 *
 * <p>The environment is not among the arguments, where everybody on the machine could read it: it goes through standard input.
 */
final class CreateArguments {
    private final Map<String, BiConsumer<ConfigDocument, String>> words = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>(List.of("create", "--env-file", "/dev/stdin"));
    private final List<String> command = new ArrayList<>();
    private final ConfigDocument configuration;

    CreateArguments(ContainerSpec spec) {
        configuration = spec.configuration();
        add("--name", spec.name().value());
        teach();
        translate("");
        translate("/HostConfig");
        networks();
        // An engine may have a default of its own for this, so that "false" does not mean what leaving it out means.
        configuration.flag("/HostConfig/Init").ifPresent(wanted -> arguments.add("--init=" + wanted));
        arguments.add(configuration.text("/Image").orElse(""));
        arguments.addAll(command);
    }

    List<String> list() {
        return List.copyOf(arguments);
    }

    /** Lines for {@code --env-file}, which can say everything but a line break. */
    String environment() {
        List<String> variables = configuration.texts("/Env");
        if (variables.stream().anyMatch(variable -> variable.contains("\n"))) {
            throw refused("/Env with a line break in a value");
        }
        return String.join("\n", variables) + "\n";
    }

    private void teach() {
        for (String known : List.of(
                "/Image",
                "/Env",
                "/HostConfig",
                "/NetworkingConfig",
                "/AttachStdin",
                "/AttachStdout",
                "/AttachStderr",
                "/HostConfig/Init",
                "/HostConfig/MaskedPaths",
                "/HostConfig/ReadonlyPaths",
                "/HostConfig/ConsoleSize")) {
            words.put(known, (document, place) -> {});
        }
        text("--hostname", "/Hostname");
        text("--domainname", "/Domainname");
        text("--user", "/User");
        text("--workdir", "/WorkingDir");
        text("--stop-signal", "/StopSignal");
        number("--stop-timeout", "/StopTimeout");
        text("--mac-address", "/MacAddress");
        map("--label", "/Labels");
        keys("--expose", "/ExposedPorts");
        keys("--volume", "/Volumes");
        flag("--tty", "/Tty");
        flag("--interactive", "/OpenStdin");
        words.put("/StdinOnce", (document, place) -> {});
        words.put("/Cmd", (document, place) -> command.addAll(document.texts(place)));
        words.put("/Entrypoint", this::entryPoint);
        teachHost();
    }

    private void teachHost() {
        each("--volume", "/HostConfig/Binds");
        each("--volumes-from", "/HostConfig/VolumesFrom");
        each("--add-host", "/HostConfig/ExtraHosts");
        each("--dns", "/HostConfig/Dns");
        each("--cap-add", "/HostConfig/CapAdd");
        each("--cap-drop", "/HostConfig/CapDrop");
        each("--security-opt", "/HostConfig/SecurityOpt");
        text("--network", "/HostConfig/NetworkMode");
        text("--ipc", "/HostConfig/IpcMode");
        text("--pid", "/HostConfig/PidMode");
        text("--cgroupns", "/HostConfig/CgroupnsMode");
        text("--runtime", "/HostConfig/Runtime");
        text("--log-driver", "/HostConfig/LogConfig/Type");
        number("--memory", "/HostConfig/Memory");
        number("--memory-swap", "/HostConfig/MemorySwap");
        number("--shm-size", "/HostConfig/ShmSize");
        number("--cpu-shares", "/HostConfig/CpuShares");
        number("--pids-limit", "/HostConfig/PidsLimit");
        flag("--privileged", "/HostConfig/Privileged");
        flag("--read-only", "/HostConfig/ReadonlyRootfs");
        flag("--rm", "/HostConfig/AutoRemove");
        words.put("/HostConfig/LogConfig", this::logging);
        words.put("/HostConfig/RestartPolicy", this::restart);
        words.put("/HostConfig/PortBindings", this::ports);
    }

    private void text(String option, String place) {
        words.put(place, (document, at) -> document.text(at).ifPresent(value -> add(option, value)));
    }

    private void number(String option, String place) {
        words.put(place, (document, at) -> document.number(at).ifPresent(value -> add(option, Long.toString(value))));
    }

    private void flag(String option, String place) {
        words.put(place, (document, at) -> arguments.add(option));
    }

    private void each(String option, String place) {
        words.put(place, (document, at) -> document.texts(at).forEach(value -> add(option, value)));
    }

    private void keys(String option, String place) {
        words.put(place, (document, at) -> document.keys(at).forEach(key -> add(option, key)));
    }

    private void map(String option, String place) {
        words.put(
                place,
                (document, at) -> document.keys(at)
                        .forEach(key -> add(
                                option,
                                key + "="
                                        + document.text(at + "/" + ConfigDocument.escape(key))
                                                .orElse(""))));
    }

    private void entryPoint(ConfigDocument document, String place) {
        List<String> parts = document.texts(place);
        if (!parts.isEmpty()) {
            add("--entrypoint", parts.get(0));
            command.addAll(0, parts.subList(1, parts.size()));
        }
    }

    private void logging(ConfigDocument document, String place) {
        document.text(place + "/Type").ifPresent(type -> add("--log-driver", type));
        document.keys(place + "/Config")
                .forEach(key -> add(
                        "--log-opt",
                        key + "=" + document.text(place + "/Config/" + key).orElse("")));
    }

    private void restart(ConfigDocument document, String place) {
        long retries = document.number(place + "/MaximumRetryCount").orElse(0);
        document.text(place + "/Name")
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> add("--restart", retries == 0 ? name : name + ":" + retries));
    }

    private void ports(ConfigDocument document, String place) {
        for (String port : document.keys(place)) {
            for (ConfigDocument binding : document.elements(place + "/" + ConfigDocument.escape(port))) {
                String address = binding.text("/HostIp").orElse("");
                String host = address.contains(":") ? "[" + address + "]" : address;
                String number = binding.text("/HostPort").orElse("");
                add("--publish", (host.isEmpty() ? "" : host + ":") + number + ":" + port);
            }
        }
    }

    /** The command line takes one network with its aliases; more of them would need calls of their own. */
    private void networks() {
        String place = "/NetworkingConfig/EndpointsConfig";
        List<String> networks = configuration.keys(place);
        if (networks.size() > 1) {
            throw refused(place + " with more than one network");
        }
        networks.forEach(network -> configuration
                .texts(place + "/" + ConfigDocument.escape(network) + "/Aliases")
                .forEach(alias -> add("--network-alias", alias)));
    }

    private void translate(String parent) {
        for (String key : configuration.keys(parent)) {
            String place = parent + "/" + ConfigDocument.escape(key);
            if (isSet(place)) {
                words.getOrDefault(place, (document, at) -> {
                            throw refused(at);
                        })
                        .accept(configuration, place);
            }
        }
    }

    /** Nothing, zero, false and empty mean what leaving the option out means. */
    private boolean isSet(String place) {
        String json = configuration.at(place).map(ConfigDocument::toJson).orElse("null");
        return !List.of("null", "false", "0", "\"\"", "[]", "{}").contains(json);
    }

    private void add(String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }

    private static EngineRejectedException refused(String place) {
        return new EngineRejectedException(new Problem(
                "NOT_SAYABLE",
                "The command line has no option here for " + place + ".",
                "No container was created.",
                "Use the docker module, which hands the engine its own JSON, or teach this class the option."));
    }
}
