package dev.orderplatform.runtime.backlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The platform's backlog as last measured.
 *
 * @param global in the databases of services that belong to no region
 */
public record Backlog(List<RegionBacklog> regions, Optional<DatabaseBacklog> global) {

    public Backlog {
        regions = List.copyOf(regions);
    }

    /** One a direction; none with one region. */
    public List<Replication> replications() {
        return regions.stream()
                .flatMap(from -> others(from)
                        .map(to -> new Replication(from.region(), to.region(), from.broker(), from.databases())))
                .toList();
    }

    /** What one service has not resolved, in all regions. */
    public UnresolvedItems unresolved(UnresolvedItems.Kind kind, Instant now) {
        return UnresolvedItems.of(kind, regions, now);
    }

    /** Text for people: replication always, the rest only if not empty. */
    public List<String> lines(Instant now) {
        var lines = new ArrayList<String>();
        replications().forEach(replication -> lines.add(replication.text(now)));
        regions.forEach(region -> region.databases().ifPresent(found -> add(lines, found, "-" + region.region(), now)));
        global.ifPresent(found -> add(lines, found, "", now));
        regions.forEach(region -> region.broker().ifPresent(found -> add(lines, found, region.region(), now)));
        regions.forEach(region -> gaps(region, now).forEach(lines::add));
        for (var kind : UnresolvedItems.Kind.values()) {
            lines.addAll(unresolved(kind, now).lines());
        }
        return lines;
    }

    private static void add(List<String> lines, DatabaseBacklog found, String suffix, Instant now) {
        found.services()
                .forEach((service, backlog) -> Stream.of(
                                unpublished(service + suffix, backlog.unpublished()),
                                new StoredEvents(service + suffix, backlog.stored()).text())
                        .flatMap(Optional::stream)
                        .forEach(line -> lines.add(line + ifOld(found.measured(), now))));
    }

    private static Optional<String> unpublished(String service, Waiting waiting) {
        return waiting.none()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "unpublished events: %,d of %s (oldest %s)",
                        waiting.count(),
                        service,
                        new Age(waiting.oldest())));
    }

    private static void add(List<String> lines, BrokerBacklog found, String region, Instant now) {
        found.waiting()
                .forEach((consumer, lag) -> lines.add(String.format(
                                Locale.ROOT,
                                "consumer lag: %,d events of %s in %s",
                                lag,
                                consumer.replaceFirst("(.*)/(.*)", "$2 to $1"),
                                region)
                        + ifOld(found.measured(), now)));
    }

    private Stream<String> gaps(RegionBacklog region, Instant now) {
        var homes = others(region).map(RegionBacklog::region).collect(Collectors.joining(" and "));
        return region.databases().stream()
                .flatMap(found -> new Gaps(homes, region.region(), found.gaps())
                        .text().stream().map(line -> line + ifOld(found.measured(), now)));
    }

    private static String ifOld(Instant measured, Instant now) {
        var age = Age.of(measured, now);
        return age.recent() ? "" : ", measured %s ago".formatted(age);
    }

    private Stream<RegionBacklog> others(RegionBacklog region) {
        return regions.stream().filter(other -> !other.equals(region));
    }
}
