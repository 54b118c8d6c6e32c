package io.github.pmmmigration.internal.keys;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.ServiceAccountToken;
import io.github.pmmmigration.step.TokenNotKeptException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** A new file for one token that nobody but its owner can read from its first moment on. */
final class TokenFile {
    private static final String NOTHING_DONE = "No token was made, and nothing was changed.";

    private final Path path;

    TokenFile(Path path) {
        this.path = path;
    }

    /** Creates the file before the token exists, so that no token is made that could not be kept; gone again on failure. */
    ServiceAccountToken fill(Supplier<ServiceAccountToken> token) {
        try (FileChannel file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            return write(file, token);
        } catch (FileAlreadyExistsException e) {
            throw refused("The file " + path + " exists already.", "Name a new file, or remove that one.", e);
        } catch (UnsupportedOperationException e) {
            throw refused(
                    "The file system of " + path + " cannot keep a file for its owner alone.",
                    "Name another place.",
                    e);
        } catch (IOException e) {
            throw refused(
                    "The file " + path + " cannot be written (" + e.getClass().getSimpleName() + ").",
                    "Name a place where it can.",
                    e);
        }
    }

    private ServiceAccountToken write(FileChannel file, Supplier<ServiceAccountToken> maker) throws IOException {
        boolean written = false;
        try {
            ServiceAccountToken token = maker.get();
            byte[] text = (token.secret().reveal() + "\n").getBytes(StandardCharsets.UTF_8);
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
            written = true;
            return token;
        } finally {
            if (!written) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static MigrationException refused(String what, String remedy, Exception cause) {
        return new TokenNotKeptException(new Problem("TOKEN_FILE", what, NOTHING_DONE, remedy), cause);
    }
}
