package io.github.pmmmigration.docker.internal.registry;

import io.github.pmmmigration.docker.internal.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Finds the credentials for a registry: those given by the application first, then those of the user's {@code docker} command.
 *
 * <p>Reads the user's settings anew each time, so that a {@code docker login} in between is seen. Safe for concurrent use.
 *
 * @since 0.1
 */
public final class RegistryLogins {
    private static final Duration HELPER_PATIENCE = Duration.ofSeconds(30);

    private final Map<String, RegistryLogin> given;
    private final Path configFolder;
    private final CredentialHelper helper;

    /**
     * Creates the finder.
     *
     * @param given credentials by the name of the registry
     * @param configFolder folder with the settings of the {@code docker} command
     * @param programs where credential helpers are found
     */
    public RegistryLogins(Map<String, RegistryLogin> given, Path configFolder, Programs programs) {
        this.given = Map.copyOf(given);
        this.configFolder = configFolder;
        this.helper = new CredentialHelper(programs, HELPER_PATIENCE);
    }

    /** Returns what is known for the registry of this repository. */
    public Answer find(String repository) {
        RegistryName registry = RegistryName.of(repository);
        return given.entrySet().stream()
                .filter(entry -> registry.matches(entry.getKey()))
                .map(entry -> Answer.found(entry.getValue()))
                .findFirst()
                .orElseGet(() -> stored(registry));
    }

    private Answer stored(RegistryName registry) {
        DockerConfigFile file = DockerConfigFile.in(configFolder);
        Answer answer = file.helperFor(registry)
                .map(name -> helper.ask(name, registry.key()))
                .orElseGet(Answer::none);
        return answer.login().isPresent()
                ? answer
                : file.loginFor(registry).map(Answer::found).orElse(answer);
    }
}
