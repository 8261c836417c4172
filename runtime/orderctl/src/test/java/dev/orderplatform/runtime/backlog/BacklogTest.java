package dev.orderplatform.runtime.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    void saysWhatWasNeverMeasured() {
        assertThat(replication(Optional.empty(), Optional.empty()))
                .isEqualTo("replication east → west: not measured yet");
        assertThat(replication(Optional.empty(), Optional.of(unpublished(4, Waiting.NONE))))
                .isEqualTo(
                        "replication east → west: 0 events behind, outbox measured 4 s ago, broker not measured yet");
    }

    @Test
    void aClockThatWasSetBackMakesNoNegativeAge() {
        assertThat(replication(Optional.of(broker(-60, 0)), Optional.of(unpublished(-60, Waiting.NONE))))
                .endsWith("measured 0 s ago");
    }

    @Test
    void programsGetNoFigureThatIsOld() {
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
        assertThat(new Backlog(List.of(east, west)).lines(NOW))
                .containsExactly(
                        "replication east → west: 1 event behind, measured 1 s ago",
                        "replication west → east: 0 events behind, measured 2 s ago");
        assertThat(new Backlog(List.of(east)).lines(NOW)).isEmpty();
    }

    @Test
    void namesServicesThatStoredEvents() {
        var databases =
                new DatabaseBacklog(NOW, Waiting.NONE, waiting(3, 130), waiting(1, 3 * 24 * 3600), Waiting.NONE);
        assertThat(new Backlog(List.of(new RegionBacklog("east", Optional.empty(), Optional.of(databases)))).lines(NOW))
                .containsExactly(
                        "stored events: 3 of unknown types, or behind one, in order-service-east (oldest 2 min)",
                        "stored events: 1 of unknown types, or behind one, in inventory-service-east (oldest 3 days)");
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
        var databases = new DatabaseBacklog(
                NOW.minusSeconds(age), Waiting.NONE, Waiting.NONE, Waiting.NONE, waiting(orders, 300));
        return new Backlog(List.of(
                        new RegionBacklog("east", Optional.empty(), Optional.empty()),
                        new RegionBacklog("west", Optional.empty(), Optional.of(databases))))
                .lines(NOW)
                .getLast();
    }

    private static String replication(Optional<BrokerBacklog> broker, Optional<DatabaseBacklog> databases) {
        return new Replication("east", "west", broker, databases).text(NOW);
    }

    private static BrokerBacklog broker(long age, long unreplicated) {
        return new BrokerBacklog(NOW.minusSeconds(age), unreplicated);
    }

    private static DatabaseBacklog unpublished(long age, Waiting events) {
        return new DatabaseBacklog(NOW.minusSeconds(age), events, Waiting.NONE, Waiting.NONE, Waiting.NONE);
    }

    private static Waiting waiting(long count, long seconds) {
        return new Waiting(count, Duration.ofSeconds(seconds));
    }
}
