package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who we are towards PMM. A password never stands on a command line, where everybody on the machine could read it. */
final class LoginOptions {
    @Option(names = "--user", paramLabel = "NAME", description = "User of PMM. Default: admin.")
    private @Nullable String user;

    @Option(names = "--password-env", paramLabel = "VAR", description = "Environment variable that holds the password.")
    private @Nullable String passwordVariable;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--token-env",
            paramLabel = "VAR",
            description =
                    "Environment variable that holds a service account token or API key, instead of user and password.")
    private @Nullable String tokenVariable;

    /** Returns what was given; empty for the user and password that every server starts its life with. */
    Optional<Credentials> credentials(Console console) {
        refuseTwo();
        if (tokenVariable != null) {
            return Optional.of(Credentials.token(fromVariable(tokenVariable, console)));
        }
        Optional<Secret> password = password(console);
        if (password.isEmpty() && user != null) {
            throw new UsageException(
                    "There is a --user, but no password.", "Add --password-env VAR or --password-file FILE.");
        }
        return password.map(secret -> Credentials.basic(user == null ? "admin" : user, secret));
    }

    private void refuseTwo() {
        long given = Stream.of(
                        Optional.ofNullable(passwordVariable),
                        Optional.ofNullable(passwordFile),
                        Optional.ofNullable(tokenVariable))
                .filter(Optional::isPresent)
                .count();
        if (given > 1 || (tokenVariable != null && user != null)) {
            throw new UsageException(
                    "There is more than one way to log in on the command line.",
                    "Give one of --password-env, --password-file and --token-env (without --user).");
        }
    }

    private Optional<Secret> password(Console console) {
        if (passwordVariable != null) {
            return Optional.of(fromVariable(passwordVariable, console));
        }
        return Optional.ofNullable(passwordFile).map(file -> fromFile(console.resolve(file)));
    }

    private static Secret fromVariable(String name, Console console) {
        String value = console.environment().getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new UsageException("The environment variable " + name + " is not set.", "Export it, then try again.");
        }
        return Secret.of(value);
    }

    private static Secret fromFile(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return Secret.of(lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() ->
                            new UsageException("The file " + file + " is empty.", "Write the password into it.")));
        } catch (IOException e) {
            throw new UsageException("The file " + file + " cannot be read.", "Check --password-file.");
        }
    }
}
