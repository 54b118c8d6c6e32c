package io.github.pmmmigration.container;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a server keeps what it has at {@code /srv}.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public sealed interface StorageLayout {
    /** Returns a short word for reports: {@code named-volume}, {@code anonymous-volume}, {@code data-container} … */
    String kind();

    /** Returns a sentence fragment for people, for example {@code volume 'pmm-data'}. */
    String describe();

    /** Returns the volume, where the layout is one. */
    Optional<VolumeName> volumeName();

    /** Returns the source text of a bind or volume mount that reaches the data; absent when there is none. */
    default Optional<String> mountSource() {
        return volumeName().map(VolumeName::value);
    }

    /** A volume that somebody gave a name. */
    record NamedVolume(VolumeName volume) implements StorageLayout {
        /** Rejects an absent volume. */
        public NamedVolume {
            Objects.requireNonNull(volume, "volume");
        }

        @Override
        public String kind() {
            return "named-volume";
        }

        @Override
        public String describe() {
            return "volume '" + volume + "'";
        }

        @Override
        public Optional<VolumeName> volumeName() {
            return Optional.of(volume);
        }
    }

    /** A volume that the engine named. */
    record AnonymousVolume(VolumeName volume) implements StorageLayout {
        /** Rejects an absent volume. */
        public AnonymousVolume {
            Objects.requireNonNull(volume, "volume");
        }

        @Override
        public String kind() {
            return "anonymous-volume";
        }

        @Override
        public String describe() {
            return "anonymous volume "
                    + volume.value().substring(0, Math.min(12, volume.value().length()));
        }

        @Override
        public Optional<VolumeName> volumeName() {
            return Optional.of(volume);
        }
    }

    /**
     * A volume that is reached through another container ({@code --volumes-from}).
     *
     * @param container the reference that the server's configuration holds
     * @param present whether that container still exists
     * @param volume the volume behind it
     */
    record DataContainer(String container, boolean present, VolumeName volume) implements StorageLayout {
        /** Rejects absent components. */
        public DataContainer {
            Objects.requireNonNull(container, "container");
            Objects.requireNonNull(volume, "volume");
        }

        @Override
        public String kind() {
            return "data-container";
        }

        @Override
        public String describe() {
            return "data container '" + container + "'" + (present ? "" : " (gone, its volume is alive)");
        }

        @Override
        public Optional<VolumeName> volumeName() {
            return Optional.of(volume);
        }
    }

    /** A folder of the engine's host. */
    record BindMount(String hostPath) implements StorageLayout {
        /** Rejects an absent path. */
        public BindMount {
            Objects.requireNonNull(hostPath, "hostPath");
        }

        @Override
        public String kind() {
            return "bind-mount";
        }

        @Override
        public String describe() {
            return "host folder " + hostPath;
        }

        @Override
        public Optional<VolumeName> volumeName() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mountSource() {
            return Optional.of(hostPath);
        }
    }

    /** The container's own writable layer: replacing the container would lose the data, so this is refused. */
    record ContainerLayer() implements StorageLayout {
        @Override
        public String kind() {
            return "container-layer";
        }

        @Override
        public String describe() {
            return "the container's own writable layer";
        }

        @Override
        public Optional<VolumeName> volumeName() {
            return Optional.empty();
        }
    }

    /**
     * Something that cannot be migrated, such as memory, or only parts of {@code /srv}.
     *
     * @param description what was found
     */
    record Unsupported(String description) implements StorageLayout {
        /** Rejects an absent description. */
        public Unsupported {
            Objects.requireNonNull(description, "description");
        }

        @Override
        public String kind() {
            return "unsupported";
        }

        @Override
        public String describe() {
            return description;
        }

        @Override
        public Optional<VolumeName> volumeName() {
            return Optional.empty();
        }
    }
}
