package dev.orderplatform.runtime.backlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What payments or parcels of all regions wait for an external system.
 *
 * @param count of all; unknown ones count as none
 * @param lines for people: the oldest ones, and what is unknown
 */
public record UnresolvedItems(long count, List<String> lines) {

    /** What can be unresolved. */
    public enum Kind {
        PAYMENTS("payments", "payment-service", "the provider"),
        PARCELS("parcels", "logistics-service", "the carrier");

        private final String label;
        private final String service;
        private final String system;

        Kind(String label, String service, String system) {
            this.label = label;
            this.service = service;
            this.system = system;
        }

        public String label() {
            return label;
        }
    }

    static UnresolvedItems of(Kind kind, List<RegionBacklog> regions, Instant now) {
        var count = 0L;
        var lines = new ArrayList<String>();
        for (var region : regions) {
            var found = recent(kind, region, now);
            if (found.isPresent()) {
                count += found.get().count();
                add(lines, kind, region.region(), found.get(), now);
            } else {
                lines.add("unresolved %s of %s are unknown and count as 0".formatted(kind.label, region.region()));
            }
        }
        return new UnresolvedItems(count, List.copyOf(lines));
    }

    private static Optional<Unresolved> recent(Kind kind, RegionBacklog region, Instant now) {
        return region.databases()
                .filter(found -> Age.of(found.measured(), now).recent())
                .flatMap(found -> Optional.ofNullable(found.services().get(kind.service)))
                .flatMap(ServiceBacklog::unresolved);
    }

    private static void add(List<String> lines, Kind kind, String region, Unresolved found, Instant now) {
        if (found.count() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "unresolved: %,d %s of %s wait for %s for more than 60 s",
                    found.count(),
                    kind.label,
                    region,
                    kind.system));
        }
        for (var item : found.oldest()) {
            lines.add("  order %d, %s: %s, since %s (%s)"
                    .formatted(item.orderId(), item.subject(), item.reason(), item.since(), Age.of(item.since(), now)));
        }
        if (found.count() > found.oldest().size()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  and %,d more",
                    found.count() - found.oldest().size()));
        }
    }
}
