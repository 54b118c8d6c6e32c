/** Connects migrations to the HTTP interfaces of a PMM server. */
module io.github.pmmmigration.grafana {
    requires transitive io.github.pmmmigration.core;
    requires transitive okhttp3;
    requires com.squareup.moshi;
    requires okio;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.pmmmigration.grafana;

    provides io.github.pmmmigration.server.PmmServerConnectorProvider with
            io.github.pmmmigration.grafana.HttpServerConnectorProvider;
}
