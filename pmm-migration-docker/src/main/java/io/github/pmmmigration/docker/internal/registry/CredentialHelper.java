package io.github.pmmmigration.docker.internal.registry;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.docker.internal.process.Programs;
import io.github.pmmmigration.server.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Asks a program {@code docker-credential-NAME}, which guards the user's passwords, for those of one registry.
 *
 * <p>The registry is handed over on the program's standard input, so no secret and no foreign text is on a command line. Safe for
 * concurrent use.
 *
 * @since 0.1
 */
final class CredentialHelper {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final int LONGEST_ANSWER = 1024 * 1024;

    private final Programs programs;
    private final Duration patience;

    CredentialHelper(Programs programs, Duration patience) {
        this.programs = programs;
        this.patience = patience;
    }

    Answer ask(String name, String registry) {
        if (!NAME.matcher(name).matches()) {
            return Answer.failed("the settings name a credential helper that cannot exist: '" + name + "'");
        }
        String program = "docker-credential-" + name;
        return programs.find(program)
                .map(path -> run(path, program, registry))
                .orElseGet(() -> Answer.failed(program + " is not installed"));
    }

    private Answer run(Path path, String program, String registry) {
        try {
            Process process = new ProcessBuilder(List.of(path.toString(), "get"))
                    .redirectError(Redirect.DISCARD)
                    .start();
            return ask(process, program, registry);
        } catch (IOException e) {
            return Answer.failed(program + " could not be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed(program + " was interrupted");
        }
    }

    private Answer ask(Process process, String program, String registry) throws IOException, InterruptedException {
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        tell(process, registry);
        String answer = new String(process.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        process.waitFor();
        return process.exitValue() == 0 ? parse(program, registry, answer) : refusal(program, answer);
    }

    /** Hands the registry over; a program that did not wait for it is judged by what it printed and by how it ended. */
    private static void tell(Process process, String registry) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(registry.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // its answer and its exit status say more than the broken pipe
        }
    }

    private static Answer parse(String program, String registry, String answer) {
        try {
            ConfigDocument json = ConfigDocument.parse(answer);
            String user = json.text("/Username").orElse("");
            Secret secret = Secret.of(json.text("/Secret").orElse(""));
            return user.equals(RegistryLogin.TOKEN_USER)
                    ? Answer.found(RegistryLogin.token(registry, secret))
                    : Answer.found(new RegistryLogin(registry, user, secret));
        } catch (IllegalArgumentException e) {
            return Answer.failed(program + " did not answer with credentials");
        }
    }

    /** Says what failed, without the program's output: nobody knows what stands there. */
    private static Answer refusal(String program, String answer) {
        return answer.contains("credentials not found") ? Answer.none() : Answer.failed(program + " reported an error");
    }
}
