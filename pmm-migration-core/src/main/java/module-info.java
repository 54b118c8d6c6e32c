/** Moves a dockerised PMM 2 server to PMM 3, through ports to the container engine and to the server. */
module io.github.pmmmigration.core {
    requires org.slf4j;
    requires static org.jspecify;
}
