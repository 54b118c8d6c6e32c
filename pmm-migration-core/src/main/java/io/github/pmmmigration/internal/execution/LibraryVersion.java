package io.github.pmmmigration.internal.execution;

import java.util.Optional;

/** The version of this library, as its jar's manifest says. */
final class LibraryVersion {
    private LibraryVersion() {}

    static String text() {
        return Optional.ofNullable(LibraryVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
