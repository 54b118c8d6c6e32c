package io.github.pmmmigration.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Whom to believe when a PMM server shows its certificate.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public sealed interface TlsTrust {
    /** Returns the default: the authorities that the Java runtime trusts. */
    static TlsTrust system() {
        return new SystemAuthorities();
    }

    /** Returns trust in the authorities of a PEM file, in addition to those of the Java runtime. */
    static TlsTrust caFile(Path file) {
        return new CaFile(file);
    }

    /**
     * Returns trust in exactly these certificates, whatever name they carry, in addition to the system's authorities.
     *
     * <p>Used with the certificate that was read out of the server's own container through the engine.
     */
    static TlsTrust pinned(List<String> pemCertificates) {
        return new Pinned(pemCertificates);
    }

    /** Returns trust in whatever certificate is shown. Protects against nothing but passive listeners. */
    static TlsTrust trustSelfSigned() {
        return new AnyCertificate();
    }

    /** The Java runtime's authorities. */
    record SystemAuthorities() implements TlsTrust {}

    /** Authorities from a PEM file. */
    record CaFile(Path file) implements TlsTrust {
        /** Rejects an absent file. */
        public CaFile {
            Objects.requireNonNull(file, "file");
        }
    }

    /** Exactly these certificates, in PEM form. */
    record Pinned(List<String> pemCertificates) implements TlsTrust {
        /** Copies the list. */
        public Pinned {
            pemCertificates = List.copyOf(pemCertificates);
        }
    }

    /** Any certificate. */
    record AnyCertificate() implements TlsTrust {}
}
