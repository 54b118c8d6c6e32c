/** An application with a module descriptor; adapters come from the module path. */
module com.example.modular {
    requires io.github.pmmmigration.core;

    uses io.github.pmmmigration.container.ContainerEngineProvider;
    uses io.github.pmmmigration.server.PmmServerConnectorProvider;
}
