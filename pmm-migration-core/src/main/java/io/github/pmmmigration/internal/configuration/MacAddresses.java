package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.util.Locale;
import java.util.Optional;

/** Tells hardware addresses that somebody configured from those that the engine made up, as far as that can be told. */
final class MacAddresses {
    private MacAddresses() {}

    /**
     * Returns the configured address of an endpoint.
     *
     * <p>Up to 1.51 the interface shows the configured address of the main network, and only that, for the whole container.
     * For other networks, and since 1.52 for all, there is only the address in use: of a container that does not run it is
     * there only if configured, of a running one it is generated if made from the IPv4 address. Engines since 28 generate
     * random ones, which cannot be told from configured ones, and show none at all of a stopped container: what is shown is
     * kept, and mentioned, since a generated address does no harm and a configured one may be missed.
     */
    static Optional<String> configured(Draft draft, String network, boolean main) {
        ConfigDocument inspection = draft.source().document();
        if (main && !draft.api().isAtLeast(1, 52)) {
            return inspection.text("/Config/MacAddress").filter(mac -> !mac.isEmpty());
        }
        String endpoint = Documents.child("/NetworkSettings/Networks", network);
        String shown = inspection.text(endpoint + "/MacAddress").orElse("");
        String address = inspection.text(endpoint + "/IPAddress").orElse("");
        boolean running = draft.source().state().isActive();
        if (shown.isEmpty() || (running && isMadeFrom(shown, address))) {
            return Optional.empty();
        }
        if (running && mayBeRandom(draft, shown)) {
            draft.finding(uncertain(network));
        }
        return Optional.of(shown);
    }

    private static Finding uncertain(String network) {
        return Finding.info(
                FindingCodes.MAC_UNCERTAIN,
                "The engine does not tell whether the server's hardware address on network '" + network
                        + "' was configured or generated. The replacement gets the same.",
                "network " + network);
    }

    /** Engines up to 27 write 02:42 before the four bytes of the address. */
    private static boolean isMadeFrom(String mac, String ipv4) {
        StringBuilder made = new StringBuilder("02:42");
        for (String part : ipv4.split("\\.", -1)) {
            if (!part.matches("\\d{1,3}")) {
                return false;
            }
            made.append(String.format(Locale.ROOT, ":%02x", Integer.parseInt(part)));
        }
        return made.toString().equalsIgnoreCase(mac);
    }

    /** Generated addresses have the bit for "locally administered" set and the one for "group" not. */
    private static boolean mayBeRandom(Draft draft, String mac) {
        String major = draft.request().engine().version().split("\\.", 2)[0];
        boolean generatesRandom = !major.matches("\\d{1,4}") || Integer.parseInt(major) >= 28 || draft.isPodman();
        return generatesRandom && mac.length() > 1 && "26ae".indexOf(Character.toLowerCase(mac.charAt(1))) >= 0;
    }
}
