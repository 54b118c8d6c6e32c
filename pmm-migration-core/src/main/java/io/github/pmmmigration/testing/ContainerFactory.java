package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.RestartPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries out create calls: checks what an engine checks, then turns the create format into an inspection. */
final class ContainerFactory {
    private static final int SHORT_ID = 12;
    private static final Set<String> POLICIES = Set.of("no", "always", "unless-stopped", "on-failure");
    private static final Set<String> NO_OWN_HOST_NAME = Set.of("host");
    private static final Map<String, Object> HOST_DEFAULTS = Json.fieldsOf(ConfigDocument.parse("""
            {"Binds":null,"ContainerIDFile":"","LogConfig":{"Type":"json-file","Config":{}},"NetworkMode":"default",
            "PortBindings":{},"RestartPolicy":{"Name":"no","MaximumRetryCount":0},"AutoRemove":false,"VolumeDriver":"",
            "VolumesFrom":null,"CapAdd":null,"CapDrop":null,"CgroupnsMode":"host","Dns":[],"DnsOptions":[],"DnsSearch":[],
            "ExtraHosts":null,"GroupAdd":null,"IpcMode":"private","Cgroup":"","Links":null,"OomScoreAdj":0,"PidMode":"",
            "Privileged":false,"PublishAllPorts":false,"ReadonlyRootfs":false,"SecurityOpt":null,"UTSMode":"",
            "UsernsMode":"","ShmSize":67108864,"Runtime":"runc","ConsoleSize":[0,0],"Isolation":"","CpuShares":0,
            "Memory":0,"NanoCpus":0,"CgroupParent":"","BlkioWeight":0,"CpuPeriod":0,"CpuQuota":0,"CpusetCpus":"",
            "CpusetMems":"","Devices":[],"DeviceCgroupRules":null,"DeviceRequests":null,"MemoryReservation":0,
            "MemorySwap":0,"MemorySwappiness":null,"OomKillDisable":false,"PidsLimit":null,"Ulimits":null,
            "MaskedPaths":["/proc/asound","/proc/acpi","/proc/kcore","/proc/keys","/proc/latency_stats",
            "/proc/timer_list","/proc/timer_stats","/proc/sched_debug","/proc/scsi","/sys/firmware"],
            "ReadonlyPaths":["/proc/bus","/proc/fs","/proc/irq","/proc/sys","/proc/sysrq-trigger"]}"""));

    private final World world;
    private final Instant now;
    private final ContainerSpec spec;
    private final ConfigDocument asked;

    ContainerFactory(World world, Instant now, ContainerSpec spec) {
        this.world = world;
        this.now = now;
        this.spec = spec;
        this.asked = spec.configuration();
    }

    SimulatedContainer create() {
        String reference = asked.text("/Image").orElse("");
        SimulatedImage image = world.images()
                .byAnyName(reference)
                .orElseThrow(() -> Refusals.noSuchImage(reference, "is not on the engine"));
        world.requireFreeName(spec.name().value());
        ConfigDocument hostConfig = Json.document(hostConfig());
        RestartPolicy policy = policy(hostConfig);
        ContainerDefinition definition =
                define(image, hostConfig.with("/RestartPolicy", InspectionWriter.shown(policy)));
        SimulatedContainer container =
                new SimulatedContainer(definition, spec.name().value(), policy);
        world.add(container);
        return container;
    }

    private ContainerDefinition define(SimulatedImage image, ConfigDocument hostConfig) {
        ConfigDocument config = new ImageDefaults(image.snapshot().defaults()).complete(asked);
        List<String> command = ContainerDefinition.commandOf(config);
        if (command.isEmpty()) {
            throw Refusals.rejected("No command specified.", "Give a command, or take an image that has one.");
        }
        List<MountPoint> mounts = new MountResolver(world, now).resolve(hostConfig, config.keys("/Volumes"));
        String id = world.nextIdentifier("container");
        Map<String, Object> fields = identity(id, image, command);
        fields.put("HostConfig", hostConfig);
        fields.put("Mounts", mounts.stream().map(MountPoint::shown).toList());
        fields.put("Config", named(config, hostConfig, id));
        fields.put("NetworkSettings", Json.fields("Bridge", "", "Ports", Json.NOTHING, "Networks", endpoints()));
        Map<String, String> labels = Json.textsOf(config, "/Labels");
        return new ContainerDefinition(
                id,
                image,
                Json.document(fields),
                labels,
                mounts,
                PortBinding.of(hostConfig),
                command,
                ContainerDefinition.serverIn(image, labels, command));
    }

    private Map<String, Object> identity(String id, SimulatedImage image, List<String> command) {
        Map<String, Object> fields = Json.fields("Id", id, "Created", now.toString(), "Path", command.get(0));
        fields.put("Args", command.subList(1, command.size()));
        fields.putAll(Json.fields("State", Json.NOTHING, "Image", image.id(), "Name", "", "RestartCount", 0));
        fields.putAll(Json.fields("Driver", "overlay2", "Platform", "linux", "MountLabel", "", "ProcessLabel", ""));
        fields.putAll(Json.fields("AppArmorProfile", "", "ExecIDs", Json.NULL));
        fields.put("GraphDriver", Json.fields("Name", "overlay2", "Data", Json.NOTHING));
        return fields;
    }

    private Map<String, Object> hostConfig() {
        Map<String, Object> fields = new LinkedHashMap<>(HOST_DEFAULTS);
        Json.fieldsAt(asked, "/HostConfig").forEach((key, value) -> {
            if (!value.equals(Json.NULL)) {
                fields.put(key, value);
            }
        });
        return fields;
    }

    private static RestartPolicy policy(ConfigDocument hostConfig) {
        RestartPolicy policy =
                new RestartPolicy(hostConfig.text("/RestartPolicy/Name").orElse(""), (int)
                        hostConfig.number("/RestartPolicy/MaximumRetryCount").orElse(0));
        checkPolicy(policy);
        if (hostConfig.flag("/AutoRemove").orElse(false) && !policy.name().equals("no")) {
            throw Refusals.rejected(
                    "Can't create 'AutoRemove' container with restart policy.", "Leave one of the two out.");
        }
        return policy;
    }

    static void checkPolicy(RestartPolicy policy) {
        if (!POLICIES.contains(policy.name())) {
            throw Refusals.rejected("Invalid restart policy '" + policy.name() + "'.", "Use one of " + POLICIES + ".");
        }
        if (policy.maximumRetryCount() > 0 && !policy.name().equals("on-failure")) {
            throw Refusals.rejected(
                    "Maximum retry count cannot be used with restart policy '" + policy.name() + "'.",
                    "Use it with on-failure only.");
        }
    }

    private static ConfigDocument named(ConfigDocument config, ConfigDocument hostConfig, String id) {
        String mode = hostConfig.text("/NetworkMode").orElse("");
        boolean own = !NO_OWN_HOST_NAME.contains(mode) && !mode.startsWith("container:");
        boolean missing = config.text("/Hostname").orElse("").isEmpty();
        return missing && own ? config.with("/Hostname", id.substring(0, SHORT_ID)) : config;
    }

    /** Without endpoints, the network mode names the only network. */
    private Map<String, Object> endpoints() {
        Map<String, Object> endpoints = new LinkedHashMap<>();
        for (String network : asked.keys("/NetworkingConfig/EndpointsConfig")) {
            endpoints.put(
                    network,
                    endpoint(Json.fieldsAt(asked, "/NetworkingConfig/EndpointsConfig" + Json.pointer(network))));
        }
        String mode = asked.text("/HostConfig/NetworkMode").orElse("default");
        if (endpoints.isEmpty() && !mode.startsWith("container:")) {
            endpoints.put(mode.equals("default") || mode.isEmpty() ? "bridge" : mode, endpoint(Map.of()));
        }
        return endpoints;
    }

    private static Map<String, Object> endpoint(Map<String, Object> asked) {
        Map<String, Object> endpoint = Json.fields("IPAMConfig", Json.NULL, "Links", Json.NULL, "Aliases", Json.NULL);
        endpoint.putAll(Json.fields("NetworkID", "", "EndpointID", "", "Gateway", "", "IPAddress", ""));
        endpoint.putAll(Json.fields("IPPrefixLen", 0, "MacAddress", "", "DriverOpts", Json.NULL));
        endpoint.putAll(asked);
        return endpoint;
    }
}
