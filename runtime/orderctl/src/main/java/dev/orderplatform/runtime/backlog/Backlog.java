package dev.orderplatform.runtime.backlog;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What waits on the platform, as it was last measured. */
public record Backlog(List<RegionBacklog> regions) {

    public Backlog {
        regions = List.copyOf(regions);
    }

    /** One for each direction; none with one region. */
    public List<Replication> replications() {
        return regions.stream()
                .flatMap(from -> others(from)
                        .map(to -> new Replication(from.region(), to.region(), from.broker(), from.databases())))
                .toList();
    }

    /** What people read: replication always, all else where something waits. */
    public List<String> lines(Instant now) {
        return Stream.of(
                        replications().stream().map(replication -> replication.text(now)),
                        regions.stream().flatMap(region -> stored(region, now)),
                        regions.stream().flatMap(region -> gaps(region, now)))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Stream<String> stored(RegionBacklog region, Instant now) {
        return region.databases().stream()
                .flatMap(found -> Stream.of(
                                new StoredEvents("order-service-" + region.region(), found.orderService()),
                                new StoredEvents("inventory-service-" + region.region(), found.inventoryService()))
                        .flatMap(stored -> stored.text().stream())
                        .map(line -> line + ifOld(found, now)));
    }

    private Stream<String> gaps(RegionBacklog region, Instant now) {
        var homes = others(region).map(RegionBacklog::region).collect(Collectors.joining(" and "));
        return region.databases().stream()
                .flatMap(found -> new Gaps(homes, region.region(), found.gaps())
                        .text().stream().map(line -> line + ifOld(found, now)));
    }

    private static String ifOld(DatabaseBacklog found, Instant now) {
        var age = Age.of(found.measured(), now);
        return age.recent() ? "" : ", measured %s ago".formatted(age);
    }

    private Stream<RegionBacklog> others(RegionBacklog region) {
        return regions.stream().filter(other -> !other.equals(region));
    }
}
