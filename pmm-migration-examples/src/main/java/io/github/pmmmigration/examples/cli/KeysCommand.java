package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.ApiKeys;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.IssuedToken;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** API keys and service accounts. */
@Command(
        name = "keys",
        description = {
            "Lists API keys and service accounts, and says what became of the keys from before the migration.",
            "In all organisations. Changes nothing without --migrate, --replace or --delete."
        },
        footer = {
            "",
            "Ends with 3 when a key failed or is not accounted for.",
            "",
            "Examples:",
            "  pmm-migrate keys",
            "  pmm-migrate keys --migrate",
            "  pmm-migrate keys --replace 7 --token-file ci.token",
            "  pmm-migrate keys --delete 7"
        })
final class KeysCommand extends ServerCommand {
    @Option(names = "--migrate", description = "Convert all API keys to service accounts; their users notice nothing.")
    private boolean migrate;

    @Option(
            names = "--replace",
            paramLabel = "ID",
            description = "Make a service account with a token of the role of this key. The key stays.")
    private @Nullable Long replaced;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "New file for the token, readable by its owner only; with --replace.")
    private @Nullable Path tokenFile;

    @Option(names = "--delete", paramLabel = "ID", description = "Delete this API key for good.")
    private @Nullable Long deleted;

    @Option(names = "--yes", description = "Do not ask before changing anything.")
    private boolean yes;

    KeysCommand(Console console) {
        super(console);
    }

    @Override
    void prepare() {
        int deeds = (migrate ? 1 : 0) + (replaced == null ? 0 : 1) + (deleted == null ? 0 : 1);
        if (deeds > 1) {
            throw new UsageException("--migrate, --replace and --delete exclude each other.", "Give one of them.");
        }
        if ((replaced == null) != (tokenFile == null)) {
            throw new UsageException("--replace and --token-file belong together.", "Give both.");
        }
        if (deleted != null && !yes && !console().terminal()) {
            throw new UsageException(
                    "Nobody is there to be asked, and --yes was not given.", "Add --yes to go on without a question.");
        }
    }

    @Override
    ExitCode run(Session session) {
        ApiKeys keys = plan(session).build().apiKeys();
        if (replaced != null && tokenFile != null) {
            return replace(keys, replaced, console().resolve(tokenFile));
        }
        if (deleted != null) {
            return delete(keys, deleted);
        }
        ApiKeyMigrationResult result = migrate ? keys.convert() : keys.account();
        KeysText text = new KeysText(keys.list(), result);
        console().out().println(output().json() ? text.toJson() : text.toText());
        return text.needsAHand() ? ExitCode.NEEDS_A_HAND : ExitCode.DONE;
    }

    private ExitCode replace(ApiKeys keys, long id, Path file) {
        IssuedToken token = keys.replace(id, file);
        console().out().println(output().json() ? KeysText.json(token) : KeysText.text(token));
        return ExitCode.DONE;
    }

    private ExitCode delete(ApiKeys keys, long id) {
        if (!yes && !console().confirms("Delete API key " + id + "? Whoever uses it loses access.")) {
            console().err().println("Nothing was changed.");
            return ExitCode.CANCELLED;
        }
        ApiKey key = keys.delete(id);
        console().out().println(output().json() ? KeysText.json(key) : "API key '" + key.name() + "' was deleted.");
        return ExitCode.DONE;
    }

    @Override
    String failure(Problem problem) {
        return Documents.error(problem);
    }
}
