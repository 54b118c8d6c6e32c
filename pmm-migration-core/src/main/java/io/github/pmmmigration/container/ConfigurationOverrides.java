package io.github.pmmmigration.container;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the replacement shall have different from the server it replaces; everything else is carried over.
 *
 * <p>Each {@code with…} method returns a changed copy.
 *
 * <pre>{@code
 * ConfigurationOverrides overrides = ConfigurationOverrides.none()
 *         .withEnvironment("PMM_DATA_RETENTION", "720h")
 *         .withPublishedPort("127.0.0.1:8443:8443")
 *         .withMemory("8g");
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use, as far as the rules and edits handed in are.
 *
 * @since 0.1
 */
public final class ConfigurationOverrides {
    private static final ConfigurationOverrides NONE = new ConfigurationOverrides(new Values());

    private final Values values;

    private ConfigurationOverrides(Values values) {
        this.values = values;
    }

    /** Returns that nothing shall be different. */
    public static ConfigurationOverrides none() {
        return NONE;
    }

    /** Sets a variable, under its PMM 2 or its PMM 3 name, to exactly this value. */
    public ConfigurationOverrides withEnvironment(String name, String value) {
        String valid = environmentName(name);
        Optional<String> present = Optional.of(value);
        return with(changed -> changed.environment.put(valid, present));
    }

    /** Leaves a variable out, under its PMM 2 or its PMM 3 name. */
    public ConfigurationOverrides withoutEnvironment(String name) {
        String valid = environmentName(name);
        return with(changed -> changed.environment.put(valid, Optional.empty()));
    }

    /** Asks this rule before the library's own; rules given earlier are asked earlier. */
    public ConfigurationOverrides withEnvironmentRule(EnvironmentRule rule) {
        Objects.requireNonNull(rule, "rule");
        return with(changed -> changed.environmentRules.add(rule));
    }

    /**
     * Publishes a port as {@code docker run --publish} would, for example {@code 127.0.0.1:8443:8443/tcp}. Whatever was
     * carried over for the same port of the container gives way; other ports stay published as they are.
     *
     * @throws IllegalArgumentException when the text is of another form
     */
    public ConfigurationOverrides withPublishedPort(String publication) {
        List<PortPublication> parsed = PortPublication.parse(publication);
        return with(changed -> changed.publishedPorts.addAll(parsed));
    }

    /**
     * Attaches the replacement to this network, as {@code docker run --network} would; the first one given becomes the
     * main one. With any network given, those of the source are not carried over, but a network it was on keeps its settings.
     *
     * @throws IllegalArgumentException when the text is of another form
     */
    public ConfigurationOverrides withNetwork(String network) {
        NetworkAttachment parsed = NetworkAttachment.parse(network);
        return with(changed -> changed.networks.add(parsed));
    }

    /** Sets a label to exactly this value. */
    public ConfigurationOverrides withLabel(String key, String value) {
        Objects.requireNonNull(key, "key");
        Optional<String> present = Optional.of(value);
        return with(changed -> changed.labels.put(key, present));
    }

    /** Leaves a label out. */
    public ConfigurationOverrides withoutLabel(String key) {
        Objects.requireNonNull(key, "key");
        return with(changed -> changed.labels.put(key, Optional.empty()));
    }

    /** Keeps the labels by which Compose recognises its containers; to be used when its file is changed as well. */
    public ConfigurationOverrides withComposeLabelsKept() {
        return with(changed -> changed.keepsComposeLabels = true);
    }

    /** Limits memory to this many bytes; zero means no limit. */
    public ConfigurationOverrides withMemory(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative");
        }
        return with(changed -> changed.memory = OptionalLong.of(bytes));
    }

    /**
     * Limits memory as {@code docker run --memory} would, for example {@code 8g}.
     *
     * @throws IllegalArgumentException when the text is no amount of memory
     */
    public ConfigurationOverrides withMemory(String amount) {
        return withMemory(MemorySize.parse(amount));
    }

    /** Gives the replacement this restart policy once it serves. */
    public ConfigurationOverrides withRestartPolicy(RestartPolicy policy) {
        Optional<RestartPolicy> present = Optional.of(policy);
        return with(changed -> changed.restartPolicy = present);
    }

    /**
     * Changes the finished configuration in any way, in the engine's create format; edits run in the order given.
     *
     * <p>Nobody can look into an edit: when a migration is continued, or a saved preview executed, it is only noticed when their
     * number differs.
     */
    public ConfigurationOverrides withEdit(UnaryOperator<ConfigDocument> edit) {
        Objects.requireNonNull(edit, "edit");
        return with(changed -> changed.edits.add(edit));
    }

    /** Returns the variables to set, and those to leave out with an empty value, in the order given. */
    public Map<String, Optional<String>> environment() {
        return Collections.unmodifiableMap(values.environment);
    }

    /** Returns the rules to ask first. */
    public List<EnvironmentRule> environmentRules() {
        return Collections.unmodifiableList(values.environmentRules);
    }

    /** Returns the ports to publish. */
    public List<PortPublication> publishedPorts() {
        return Collections.unmodifiableList(values.publishedPorts);
    }

    /** Returns the networks to attach to instead of the source's; empty to keep those. */
    public List<NetworkAttachment> networks() {
        return Collections.unmodifiableList(values.networks);
    }

    /** Returns the labels to set, and those to leave out with an empty value, in the order given. */
    public Map<String, Optional<String>> labels() {
        return Collections.unmodifiableMap(values.labels);
    }

    /** Returns whether Compose's labels are carried over. */
    public boolean keepsComposeLabels() {
        return values.keepsComposeLabels;
    }

    /** Returns the limit of memory in bytes. */
    public OptionalLong memory() {
        return values.memory;
    }

    /** Returns the restart policy for the time after the migration. */
    public Optional<RestartPolicy> restartPolicy() {
        return values.restartPolicy;
    }

    /** Returns the edits in their order. */
    public List<UnaryOperator<ConfigDocument>> edits() {
        return Collections.unmodifiableList(values.edits);
    }

    /** Returns how many things are overridden, and no values. */
    @Override
    public String toString() {
        return "ConfigurationOverrides[environment " + values.environment.keySet() + ", ports " + values.publishedPorts
                + ", labels " + values.labels.keySet() + ", edits " + values.edits.size() + "]";
    }

    private ConfigurationOverrides with(Consumer<Values> change) {
        Values changed = new Values(values);
        change.accept(changed);
        return new ConfigurationOverrides(changed);
    }

    private static String environmentName(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("name is not a name of a variable: '" + name + "'");
        }
        return name;
    }

    /** Written to only before it is handed to the constructor. */
    private static final class Values {
        final Map<String, Optional<String>> environment = new LinkedHashMap<>();
        final List<EnvironmentRule> environmentRules = new ArrayList<>();
        final List<PortPublication> publishedPorts = new ArrayList<>();
        final List<NetworkAttachment> networks = new ArrayList<>();
        final Map<String, Optional<String>> labels = new LinkedHashMap<>();
        final List<UnaryOperator<ConfigDocument>> edits = new ArrayList<>();
        boolean keepsComposeLabels;
        OptionalLong memory = OptionalLong.empty();
        Optional<RestartPolicy> restartPolicy = Optional.empty();

        Values() {}

        Values(Values other) {
            environment.putAll(other.environment);
            environmentRules.addAll(other.environmentRules);
            publishedPorts.addAll(other.publishedPorts);
            networks.addAll(other.networks);
            labels.putAll(other.labels);
            edits.addAll(other.edits);
            keepsComposeLabels = other.keepsComposeLabels;
            memory = other.memory;
            restartPolicy = other.restartPolicy;
        }
    }
}
