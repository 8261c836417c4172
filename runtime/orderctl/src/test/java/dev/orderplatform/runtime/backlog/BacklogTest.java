package dev.orderplatform.runtime.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void addsUnpublishedEventsToThoseAtTheBroker() {
        assertThat(replication(Optional.of(broker(2, 9)), Optional.of(unpublished(4, waiting(3, 4)))))
                .isEqualTo("replication east → west: 12 events behind (3 unpublished, oldest 4 s), measured 4 s ago");
    }

    @Test
    void isShortWhenNothingWaits() {
        assertThat(replication(Optional.of(broker(2, 0)), Optional.of(unpublished(1, Waiting.NONE))))
                .isEqualTo("replication east → west: 0 events behind, measured 2 s ago");
    }

    @Test
    void keepsTheLastFigureAndItsAge() {
        assertThat(replication(Optional.of(broker(600, 1)), Optional.of(unpublished(601, Waiting.NONE))))
                .isEqualTo("replication east → west: 1 event behind, measured 10 min ago");
    }

    @Test
    void namesBothAgesWhenOnePartOfTheFigureIsOld() {
        assertThat(replication(Optional.of(broker(3700, 9)), Optional.of(unpublished(4, waiting(20_000, 3600)))))
                .isEqualTo("replication east → west: 20,009 events behind (20,000 unpublished, oldest 60 min),"
                        + " outbox measured 4 s ago, broker measured 61 min ago");
    }

    @Test
    void reportsMissingMeasurements() {
        assertThat(replication(Optional.empty(), Optional.empty()))
                .isEqualTo("replication east → west: not measured yet");
        assertThat(replication(Optional.empty(), Optional.of(unpublished(4, Waiting.NONE))))
                .isEqualTo(
                        "replication east → west: 0 events behind, outbox measured 4 s ago, broker not measured yet");
    }

    @Test
    void ageIsNotNegativeAfterAClockWasSetBack() {
        assertThat(replication(Optional.of(broker(-60, 0)), Optional.of(unpublished(-60, Waiting.NONE))))
                .endsWith("measured 0 s ago");
    }

    @Test
    void lagIsEmptyIfAMeasurementIsOld() {
        var recent = Optional.of(unpublished(4, waiting(3, 9)));
        assertThat(new Replication("east", "west", Optional.of(broker(59, 9)), recent).lag(NOW))
                .hasValue(12);
        assertThat(new Replication("east", "west", Optional.of(broker(60, 9)), recent).lag(NOW))
                .isEmpty();
        assertThat(new Replication("east", "west", Optional.empty(), recent).lag(NOW))
                .isEmpty();
        assertThat(new Replication("east", "west", Optional.of(broker(1, 9)), Optional.empty()).lag(NOW))
                .isEmpty();
    }

    @Test
    void hasALineForEachDirection() {
        var east = new RegionBacklog("east", Optional.of(broker(1, 1)), Optional.of(unpublished(1, Waiting.NONE)));
        var west = new RegionBacklog("west", Optional.of(broker(2, 0)), Optional.of(unpublished(2, Waiting.NONE)));
        assertThat(backlog(east, west).lines(NOW))
                .startsWith(
                        "replication east → west: 1 event behind, measured 1 s ago",
                        "replication west → east: 0 events behind, measured 2 s ago");
        assertThat(backlog(east).lines(NOW)).noneMatch(line -> line.startsWith("replication"));
    }

    @Test
    void namesServicesThatStoredEvents() {
        var databases = databases(
                0,
                Map.of(
                        "order-service", stored(waiting(3, 130)),
                        "inventory-service", stored(waiting(1, 3 * 24 * 3600))));
        assertThat(lines(databases))
                .contains(
                        "stored events: 3 of unknown types, or behind one, in order-service-east (oldest 2 min)",
                        "stored events: 1 of unknown types, or behind one, in inventory-service-east (oldest 3 days)");
    }

    @Test
    void namesTheOutboxOfEachService() {
        var databases = databases(
                3600, Map.of("payment-service", new ServiceBacklog(waiting(2000, 9), Waiting.NONE, Optional.empty())));
        assertThat(lines(databases))
                .contains("unpublished events: 2,000 of payment-service-east (oldest 9 s), measured 60 min ago");
        var global = new Backlog(
                List.of(),
                Optional.of(databases(
                        0, Map.of("gift-service", new ServiceBacklog(waiting(1, 9), Waiting.NONE, Optional.empty())))));
        assertThat(global.lines(NOW)).containsExactly("unpublished events: 1 of gift-service (oldest 9 s)");
    }

    @Test
    void namesConsumersThatLag() {
        var broker = new BrokerBacklog(NOW, Map.of("order-payments/payment-events", 7L, "idle/order-events", 0L));
        assertThat(backlog(new RegionBacklog("east", Optional.of(broker), Optional.empty()))
                        .lines(NOW))
                .contains("consumer lag: 7 events of payment-events to order-payments in east")
                .noneMatch(line -> line.contains("idle"));
    }

    @Test
    void listsWhatIsUnresolved() {
        var found = backlog(new RegionBacklog("east", Optional.empty(), Optional.of(unresolved(0))));
        assertThat(found.unresolved(UnresolvedItems.Kind.PAYMENTS, NOW).count()).isEqualTo(3);
        assertThat(found.lines(NOW))
                .containsExactly(
                        "unresolved: 3 payments of east wait for the provider for more than 60 s",
                        "  order 7, payment 7-1: no answer, since 2026-01-01T11:58:00Z (2 min)",
                        "  and 2 more",
                        "unresolved parcels of east are unknown and count as 0");
    }

    @Test
    void anOldFigureOfUnresolvedItemsCountsAsNone() {
        var found = backlog(new RegionBacklog("east", Optional.empty(), Optional.of(unresolved(61))));
        assertThat(found.unresolved(UnresolvedItems.Kind.PAYMENTS, NOW))
                .isEqualTo(new UnresolvedItems(0, List.of("unresolved payments of east are unknown and count as 0")));
    }

    private static DatabaseBacklog unresolved(long age) {
        var item = new Unresolved.Item(7, "payment 7-1", "no answer", NOW.minusSeconds(120));
        return databases(
                age,
                Map.of(
                        "payment-service",
                        new ServiceBacklog(Waiting.NONE, Waiting.NONE, Optional.of(new Unresolved(3, List.of(item))))));
    }

    private static List<String> lines(DatabaseBacklog databases) {
        return backlog(new RegionBacklog("east", Optional.empty(), Optional.of(databases)))
                .lines(NOW);
    }

    private static Backlog backlog(RegionBacklog... regions) {
        return new Backlog(List.of(regions), Optional.empty());
    }

    private static ServiceBacklog stored(Waiting events) {
        return new ServiceBacklog(Waiting.NONE, events, Optional.empty());
    }

    private static DatabaseBacklog databases(long age, Map<String, ServiceBacklog> services) {
        return new DatabaseBacklog(NOW.minusSeconds(age), services, Waiting.NONE);
    }

    @Test
    void namesGapsAndTheAgeOfAnOldFigure() {
        assertThat(gaps(2, 0))
                .isEqualTo("gaps: 2 orders of east wait in west for a missing event (oldest 5 min);"
                        + " orderctl resync --replicas fills them");
        assertThat(gaps(1, 7200))
                .isEqualTo("gaps: 1 order of east waits in west for a missing event (oldest 5 min);"
                        + " orderctl resync --replicas fills them, measured 2 h ago");
    }

    private static String gaps(int orders, long age) {
        var databases = new DatabaseBacklog(NOW.minusSeconds(age), Map.of(), waiting(orders, 300));
        return backlog(
                        new RegionBacklog("east", Optional.empty(), Optional.empty()),
                        new RegionBacklog("west", Optional.empty(), Optional.of(databases)))
                .lines(NOW)
                .stream()
                .filter(line -> line.startsWith("gaps"))
                .findFirst()
                .orElseThrow();
    }

    private static String replication(Optional<BrokerBacklog> broker, Optional<DatabaseBacklog> databases) {
        return new Replication("east", "west", broker, databases).text(NOW);
    }

    private static BrokerBacklog broker(long age, long unreplicated) {
        return new BrokerBacklog(NOW.minusSeconds(age), Map.of("order-replication/order-events", unreplicated));
    }

    private static DatabaseBacklog unpublished(long age, Waiting events) {
        return databases(age, Map.of("order-service", new ServiceBacklog(events, Waiting.NONE, Optional.empty())));
    }

    private static Waiting waiting(long count, long seconds) {
        return new Waiting(count, Duration.ofSeconds(seconds));
    }
}
