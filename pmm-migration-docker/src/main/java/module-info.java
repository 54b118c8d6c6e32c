/** Connects migrations to a Docker engine. */
module io.github.pmmmigration.docker {
    requires transitive io.github.pmmmigration.core;
    requires transitive com.github.dockerjava.transport;
    requires com.github.dockerjava.transport.zerodep;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.pmmmigration.docker;

    provides io.github.pmmmigration.container.ContainerEngineProvider with
            io.github.pmmmigration.docker.DockerEngineProvider;
}
