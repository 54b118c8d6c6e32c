/** Connects migrations to a Docker engine. */
module io.github.pmmmigration.docker {
    requires transitive io.github.pmmmigration.core;
    requires com.github.dockerjava.api;
    requires com.github.dockerjava.core;
    requires com.github.dockerjava.transport;
    requires com.github.dockerjava.transport.zerodep;
    requires org.slf4j;
    requires static transitive org.jspecify;
}
