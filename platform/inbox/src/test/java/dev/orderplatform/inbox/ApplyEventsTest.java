package dev.orderplatform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.ReceivedEvent;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ApplyEventsTest {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Map<Long, Supplier<RuntimeException>> failing = new HashMap<>();
    private final Set<Long> applied = new LinkedHashSet<>();
    private final List<Long> deadLetters = new ArrayList<>();
    private final List<Long> handledAt = new ArrayList<>();
    private boolean down;
    private boolean running = true;

    private final ApplyEvents<StockEvent> events = new ApplyEvents<>(
            "group",
            EventStreams.STOCK,
            this::handle,
            (record, _, _) -> deadLetters.add(Long.parseLong(record.key())),
            UnknownTypes.skipped(),
            Optional.empty(),
            new InboxProperties(
                    1, 1000, Duration.ZERO, 3, PAUSE, Duration.ZERO, Duration.ofSeconds(1), Duration.ofDays(30)),
            () -> running);

    @Test
    void poisonEventInABatchBecomesADeadLetter() {
        poison(2, IllegalStateException::new);
        apply(event(1), event(2), event(3));
        assertThat(applied).containsExactly(1L, 3L);
        assertThat(deadLetters).containsExactly(2L);
    }

    @Test
    void singlePoisonEventBecomesADeadLetter() {
        poison(1, IllegalStateException::new);
        apply(event(1));
        assertThat(deadLetters).containsExactly(1L);
    }

    @Test
    void batchIsRetriedIfAllEventsFailForTheSameReason() {
        for (long id = 1; id <= 3; id++) {
            long order = id;
            poison(id, () -> new IllegalStateException("no table for order " + order));
        }
        for (int delivery = 0; delivery < 5; delivery++) {
            assertThatThrownBy(() -> apply(event(1), event(2), event(3))).hasMessageContaining("all 3 events");
        }
        failing.clear();
        apply(event(1), event(2), event(3));
        assertThat(applied).containsExactly(1L, 2L, 3L);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void poisonEventsOfDifferentKindsBecomeDeadLetters() {
        poison(1, IllegalStateException::new);
        poison(2, UnsupportedOperationException::new);
        apply(event(1), event(2));
        assertThat(deadLetters).containsExactly(1L, 2L);
    }

    @Test
    void batchOfMalformedRecordsBecomesDeadLetters() {
        apply(malformed(1), malformed(2), malformed(3));
        assertThat(deadLetters).containsExactly(1L, 2L, 3L);
    }

    @Test
    void malformedRecordBecomesOneDeadLetterDespiteRetries() {
        down = true;
        for (int delivery = 0; delivery < 5; delivery++) {
            assertThatThrownBy(() -> apply(event(1), malformed(2), event(3))).hasMessage("down");
        }
        assertThat(deadLetters).isEmpty();
        down = false;
        apply(event(1), malformed(2), event(3));
        assertThat(applied).containsExactly(1L, 3L);
        assertThat(deadLetters).containsExactly(2L);
    }

    @Test
    void attemptsAreSeparatedByBackOff() {
        poison(1, IllegalStateException::new);
        apply(event(1), event(2));
        // The batch, each event alone, and two more attempts of the poison event.
        assertThat(handledAt).hasSize(5);
        for (int attempt = 3; attempt < 5; attempt++) {
            assertThat(handledAt.get(attempt) - handledAt.get(attempt - 1)).isGreaterThanOrEqualTo(PAUSE.toNanos());
        }
    }

    @Test
    void noDeadLettersDuringShutdown() {
        poison(1, IllegalStateException::new);
        running = false;
        assertThatThrownBy(() -> apply(event(1), event(2))).isInstanceOf(IllegalStateException.class);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void unknownTypeIsSkippedIfConfigured() {
        apply(record(1, headers -> headers.put("ce_type", "StockCountedEvent"), "{}"), event(2));
        assertThat(applied).containsExactly(2L);
        assertThat(deadLetters).isEmpty();
    }

    /** If stored, the second event without an id would be dropped as a duplicate of the first. */
    @Test
    void eventOfAnUnknownTypeWithoutAnIdIsMalformed() {
        Batch<StockEvent> batch = Batch.read(
                EventStreams.STOCK,
                List.of(record(
                        1, headers -> headers.putAll(Map.of("ce_type", "StockCountedEvent", "ce_id", "")), "{}")),
                Set.of(),
                UnknownTypes.stored(new PGSimpleDataSource()));
        assertThat(batch.malformed()).hasSize(1);
        assertThat(batch.waiting()).isEmpty();
    }

    private void poison(long orderId, Supplier<RuntimeException> failure) {
        failing.put(orderId, failure);
    }

    @SafeVarargs
    private void apply(ConsumerRecord<String, byte[]>... records) {
        events.apply(Arrays.asList(records));
    }

    // All or none, like a transaction.
    private void handle(List<ReceivedEvent<StockEvent>> received) {
        handledAt.add(System.nanoTime());
        if (down) {
            throw new IllegalStateException("down", new SQLTransientException("no connection"));
        }
        List<Long> orders =
                received.stream().map(event -> event.event().orderId()).toList();
        orders.stream().filter(failing::containsKey).findFirst().ifPresent(poison -> {
            throw failing.getOrDefault(poison, IllegalStateException::new).get();
        });
        applied.addAll(orders);
    }

    private static ConsumerRecord<String, byte[]> malformed(long orderId) {
        return record(orderId, _ -> {}, "{");
    }

    private static ConsumerRecord<String, byte[]> event(long orderId) {
        return record(orderId, _ -> {}, message(orderId).payload());
    }

    private static EventMessage message(long orderId) {
        return EventMessage.of(new StockReservedEvent(orderId, 1, 1, Instant.EPOCH), Optional.empty());
    }

    private static ConsumerRecord<String, byte[]> record(
            long orderId, Consumer<Map<String, String>> change, String value) {
        Map<String, String> headers = new HashMap<>();
        var written = EventRecords.write(EventStreams.STOCK, message(orderId));
        written.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        change.accept(headers);
        var record = new ConsumerRecord<>(
                written.topic(),
                0,
                orderId,
                0,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                written.key(),
                value.getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty());
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }
}
