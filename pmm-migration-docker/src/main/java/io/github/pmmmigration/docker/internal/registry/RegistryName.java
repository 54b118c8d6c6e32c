package io.github.pmmmigration.docker.internal.registry;

import java.util.Locale;

/**
 * The registry that an image reference means, and the names under which settings may know it.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param host host and port, or {@code docker.io}
 * @since 0.1
 */
public record RegistryName(String host) {
    private static final String HUB = "docker.io";
    private static final String HUB_KEY = "https://index.docker.io/v1/";

    /** Returns the registry of a repository, by the rule that the first part is a host if it looks like one. */
    public static RegistryName of(String repository) {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        return new RegistryName(isHost && !first.equals("index.docker.io") ? first : HUB);
    }

    /** Returns the key under which the {@code docker} command stores credentials. */
    public String key() {
        return host.equals(HUB) ? HUB_KEY : host;
    }

    /** Returns whether a key of the settings, which may have a scheme and a path, means this registry. */
    public boolean matches(String settingsKey) {
        String name = settingsKey.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        int slash = name.indexOf('/');
        String keyHost = slash < 0 ? name : name.substring(0, slash);
        return keyHost.equals(host.toLowerCase(Locale.ROOT))
                || (host.equals(HUB) && (keyHost.equals("index.docker.io") || keyHost.equals("registry-1.docker.io")));
    }
}
