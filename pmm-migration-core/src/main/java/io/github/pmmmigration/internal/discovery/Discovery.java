package io.github.pmmmigration.internal.discovery;

import io.github.pmmmigration.container.Availability;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerEngineProvider;
import io.github.pmmmigration.error.AmbiguousProviderException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.error.ProviderNotFoundException;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmServerConnectorProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the one provider to use; none, and several equal ones, are errors that say what to do. */
public final class Discovery {
    private Discovery() {}

    /**
     * Opens the container engine of the best provider.
     *
     * @throws ProviderNotFoundException when there is none, or none that could be used here
     * @throws AmbiguousProviderException when several are equally good
     */
    public static ContainerEngine containerEngine() {
        List<ContainerEngineProvider> all = load(ContainerEngineProvider.class);
        Map<ContainerEngineProvider, Availability> availability = new LinkedHashMap<>();
        all.forEach(provider -> availability.put(provider, availability(provider)));
        List<ContainerEngineProvider> usable = availability.entrySet().stream()
                .filter(entry -> entry.getValue().available())
                .map(Map.Entry::getKey)
                .toList();
        if (usable.isEmpty()) {
            throw noEngine(availability);
        }
        return best(usable, ContainerEngineProvider::priority, "containerEngine(...)")
                .open();
    }

    /** A provider that breaks is one that cannot be used; what it needs may be missing or of another version. */
    private static Availability availability(ContainerEngineProvider provider) {
        try {
            return provider.availability();
        } catch (RuntimeException | LinkageError e) {
            return Availability.no("it broke with " + e);
        }
    }

    /**
     * Opens the connector of the best provider.
     *
     * @throws ProviderNotFoundException when there is none
     * @throws AmbiguousProviderException when several are equally good
     */
    public static PmmServerConnector serverConnector() {
        List<PmmServerConnectorProvider> all = load(PmmServerConnectorProvider.class);
        if (all.isEmpty()) {
            throw new ProviderNotFoundException(new Problem(
                    "NO_SERVER_CONNECTOR",
                    "No way to talk to PMM was found.",
                    "Nothing was changed.",
                    "Add io.github.pmm-migration:pmm-migration-grafana, or pass one with serverConnector(...)."));
        }
        return best(all, PmmServerConnectorProvider::priority, "serverConnector(...)")
                .open();
    }

    private static <P> P best(List<P> providers, ToIntFunction<P> priority, String builderCall) {
        int highest = providers.stream().mapToInt(priority).max().orElseThrow();
        List<P> winners = providers.stream()
                .filter(provider -> priority.applyAsInt(provider) == highest)
                .toList();
        if (winners.size() > 1) {
            throw ambiguous(winners, builderCall);
        }
        return winners.get(0);
    }

    private static <P> List<P> load(Class<P> type) {
        try {
            return loaded(type);
        } catch (ServiceConfigurationError e) {
            throw new ProviderNotFoundException(
                    new Problem(
                            "PROVIDER_BROKEN",
                            "An implementation that announces itself cannot be loaded: " + e.getMessage() + ".",
                            "Nothing was changed.",
                            "Take it off the class path, or give all artifacts of io.github.pmm-migration the same"
                                    + " version."),
                    e);
        }
    }

    private static <P> List<P> loaded(Class<P> type) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = Discovery.class.getClassLoader();
        Stream<P> found =
                loadWith(type, context == null ? own : context).stream().map(ServiceLoader.Provider::get);
        Stream<P> ours = loadWith(type, own).stream().map(ServiceLoader.Provider::get);
        Map<Class<?>, P> byClass = new LinkedHashMap<>();
        Stream.concat(found, ours).forEach(provider -> byClass.putIfAbsent(provider.getClass(), provider));
        return List.copyOf(byClass.values());
    }

    private static <P> ServiceLoader<P> loadWith(Class<P> type, ClassLoader loader) {
        if (type == ContainerEngineProvider.class) {
            return cast(ServiceLoader.load(ContainerEngineProvider.class, loader));
        }
        return cast(ServiceLoader.load(PmmServerConnectorProvider.class, loader));
    }

    @SuppressWarnings("unchecked") // the module system wants the type spelled out at the call
    private static <P> ServiceLoader<P> cast(ServiceLoader<?> loader) {
        return (ServiceLoader<P>) loader;
    }

    private static ProviderNotFoundException noEngine(Map<ContainerEngineProvider, Availability> tried) {
        String reasons = tried.entrySet().stream()
                .map(entry -> entry.getKey().name() + ": " + entry.getValue().reason())
                .collect(Collectors.joining("; "));
        return new ProviderNotFoundException(new Problem(
                "NO_CONTAINER_ENGINE",
                "No container engine found" + (reasons.isEmpty() ? "." : " that could be used here (" + reasons + ")."),
                "Nothing was changed.",
                (reasons.isEmpty()
                                ? "Add io.github.pmm-migration:pmm-migration-docker"
                                : "Start the engine, or say where it is")
                        + ", or pass one with containerEngine(...)."));
    }

    private static AmbiguousProviderException ambiguous(List<?> winners, String builderCall) {
        String names =
                winners.stream().map(winner -> winner.getClass().getName()).collect(Collectors.joining(" and "));
        return new AmbiguousProviderException(new Problem(
                "AMBIGUOUS_PROVIDER",
                "Several implementations have the same priority: " + names + ".",
                "Nothing was changed.",
                "Choose one with " + builderCall + ", or leave one off the class path."));
    }
}
