package com.example.modular;

import io.github.pmmmigration.container.ContainerEngineProvider;
import io.github.pmmmigration.server.PmmServerConnectorProvider;
import java.util.List;
import java.util.ServiceLoader;

/** Lists the adapters that the library would choose from. */
public final class AvailableAdapters {

    private AvailableAdapters() {}

    public static void main(String[] arguments) {
        System.out.println("Engines: " + engines());
        System.out.println("Servers: " + servers());
    }

    static List<String> engines() {
        return ServiceLoader.load(ContainerEngineProvider.class).stream()
                .map(provider -> provider.type().getModule().getName())
                .toList();
    }

    static List<String> servers() {
        return ServiceLoader.load(PmmServerConnectorProvider.class).stream()
                .map(provider -> provider.type().getModule().getName())
                .toList();
    }
}
