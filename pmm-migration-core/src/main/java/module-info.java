/** Moves a dockerised PMM 2 server to PMM 3, through ports to the container engine and to the server. */
module io.github.pmmmigration.core {
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.pmmmigration.error;
    exports io.github.pmmmigration.container;
    exports io.github.pmmmigration.server;
    exports io.github.pmmmigration;
    exports io.github.pmmmigration.step;
    exports io.github.pmmmigration.testing;
    exports io.github.pmmmigration.event;
    exports io.github.pmmmigration.journal;
    exports io.github.pmmmigration.client;
    exports io.github.pmmmigration.path;
    exports io.github.pmmmigration.report;

    uses io.github.pmmmigration.container.ContainerEngineProvider;
    uses io.github.pmmmigration.server.PmmServerConnectorProvider;
}
