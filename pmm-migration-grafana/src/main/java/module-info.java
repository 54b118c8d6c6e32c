/** Connects migrations to the HTTP interfaces of a PMM server. */
module io.github.pmmmigration.grafana {
    requires transitive io.github.pmmmigration.core;
    requires com.squareup.moshi;
    requires okhttp3;
    requires okio;
    requires org.slf4j;
    requires static transitive org.jspecify;
}
