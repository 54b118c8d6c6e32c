package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.Locale;
import java.util.Optional;

/** Tells hardware addresses that somebody configured from those that the engine made up. */
final class MacAddresses {
    private MacAddresses() {}

    /**
     * Returns the configured address of an endpoint.
     *
     * <p>Before 1.44 the address of the whole container is shown only if it was configured. Of a container that does not run, an engine shows configured addresses only. Of a running one, addresses made from
     * the IPv4 address are generated. Engines since 28 generate random ones, which cannot be told from configured ones until
     * the container has stopped; those are left out while it runs.
     */
    static Optional<String> configured(Draft draft, String network, boolean main) {
        ConfigDocument inspection = draft.source().document();
        String endpoint = Documents.child("/NetworkSettings/Networks", network);
        String shown = inspection.text(endpoint + "/MacAddress").orElse("");
        String wholeContainer = inspection.text("/Config/MacAddress").orElse("");
        if (main && !wholeContainer.isEmpty() && !draft.api().isAtLeast(1, 44)) {
            return Optional.of(wholeContainer);
        }
        if (!draft.source().state().isActive()) {
            return Optional.of(shown).filter(mac -> !mac.isEmpty());
        }
        String address = inspection.text(endpoint + "/IPAddress").orElse("");
        boolean certain = !shown.isEmpty() && !isMadeFrom(shown, address) && !mayBeRandom(draft, shown);
        return certain ? Optional.of(shown) : Optional.empty();
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
