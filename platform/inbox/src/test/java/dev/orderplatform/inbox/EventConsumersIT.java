package dev.orderplatform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

class EventConsumersIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOPIC = EventStreams.STOCK.topic();
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final long POISON = 13;
    private static final long POISON_PAIR = 15;
    private static final Set<Long> POISONOUS = Set.of(POISON, POISON_PAIR);
    private static final AtomicInteger POISON_TRIED = new AtomicInteger();
    /** While this is more than zero, the service can't apply any event; it counts down. */
    private static final AtomicInteger BROKEN = new AtomicInteger();

    private static final TemporaryPostgres POSTGRES = SharedServers.postgres();
    private static RunningInbox service;
    private static ConcurrentMessageListenerContainer<String, byte[]> consumer;

    @BeforeAll
    static void start() {
        service = new RunningInbox("counting", POSTGRES);
        consumer = service.consumers()
                .consumer(
                        "counting",
                        EventStreams.STOCK,
                        EventConsumersIT::handle,
                        UnknownTypes.stored(service.database()));
        consumer.start();
    }

    @AfterAll
    static void stop() {
        consumer.stop();
        service.close();
    }

    private static void handle(List<ReceivedEvent<StockEvent>> events) {
        if (BROKEN.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("a bug of the service");
        }
        if (events.stream().map(event -> event.event().orderId()).anyMatch(POISONOUS::contains)) {
            POISON_TRIED.incrementAndGet();
            throw new IllegalStateException("can't digest this");
        }
        service.count(events);
    }

    @Test
    void aServiceIsReadyWhenItsConsumersHaveTheirPartitions() throws InterruptedException {
        var starting = service.consumers().consumer("starting", EventStreams.STOCK, _ -> {}, UnknownTypes.skipped());
        starting.start();
        try {
            service.awaitReadiness();
            assertThat(starting.getAssignedPartitions()).isNotEmpty();
        } finally {
            starting.stop();
        }
    }

    @Test
    void everythingTwiceHasItsEffectOnce() {
        for (int twice = 0; twice < 2; twice++) {
            LongStream.rangeClosed(1000, 1019).forEach(id -> service.send(event(id)));
        }
        LongStream.rangeClosed(1020, 1020).forEach(id -> service.send(event(id)));
        await().atMost(LIMIT).until(() -> service.effects(1000, 1020).equals(Optional.of("21/21")));
    }

    @Test
    void poisonBecomesADeadLetterAndItsNeighboursAreServed() {
        service.send(event(2000));
        service.send(event(POISON));
        service.send(event(2001));
        await().atMost(LIMIT).until(() -> service.effects(2000, 2001).equals(Optional.of("2/2")));
        await().atMost(LIMIT).until(() -> deadLetters(POISON).size() == 1);

        ConsumerRecord<String, byte[]> dead = deadLetters(POISON).getFirst();
        ConsumerRecord<String, byte[]> original = service.records(TOPIC, POISON).getFirst();
        assertThat(dead.partition()).isEqualTo(original.partition());
        assertThat(dead.value()).isEqualTo(original.value());
        original.headers()
                .forEach(header ->
                        assertThat(header(dead, header.key())).containsExactly(new String(header.value(), UTF_8)));
        assertThat(header(dead, EventHeaders.ID)).containsExactly("stock-" + POISON + "-1-1");
        assertThat(header(dead, EventHeaders.TRACE_PARENT)).containsExactly(TRACE);
        assertThat(header(dead, "kafka_dlt-exception-message")).hasSize(1);
        assertThat(header(dead, "kafka_dlt-original-consumer-group")).containsExactly("counting");
        assertThat(POISON_TRIED.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void deadLetterThatFailsAgainTellsItsStoryOnce() {
        ProducerRecord<String, byte[]> replayed = new ProducerRecord<>(TOPIC, "14", "rubbish".getBytes(UTF_8));
        replayed.headers().add(EventHeaders.ID, "stock-14-1-1".getBytes(UTF_8));
        replayed.headers().add(EventHeaders.TYPE, "StockReservedEvent".getBytes(UTF_8));
        replayed.headers().add("kafka_dlt-exception-message", "an earlier reason".getBytes(UTF_8));
        service.send(replayed);
        await().atMost(LIMIT).until(() -> deadLetters(14).size() == 1);
        assertThat(header(deadLetters(14).getFirst(), "kafka_dlt-exception-message"))
                .hasSize(1)
                .doesNotContain("an earlier reason");
    }

    @Test
    void batchOfWhichNothingCanBeAppliedStopsTheConsumerUntilItCan() {
        // Three calls a delivery: the batch, and each of its events. The fourth delivery has its effect.
        BROKEN.set(9);
        service.sendTogether(List.of(inPartition(0, event(3100)), inPartition(0, event(3101))));
        await().atMost(LIMIT).until(() -> service.effects(3100, 3101).equals(Optional.of("2/2")));
        assertThat(deadLetters(3100)).isEmpty();
        assertThat(deadLetters(3101)).isEmpty();
    }

    @Test
    void eventsThatFailAlikeBecomeDeadLettersOnceAHealthyOneBehindThemShowsThatTheyAreToBlame() {
        int before = POISON_TRIED.get();
        service.sendTogether(List.of(
                inPartition(0, event(POISON_PAIR)),
                inPartition(
                        0,
                        EventMessage.of(new StockReleasedEvent(POISON_PAIR, 2, 1, Instant.EPOCH), Optional.empty()))));
        await().atMost(LIMIT).until(() -> POISON_TRIED.get() > before + 6);
        assertThat(deadLetters(POISON_PAIR)).isEmpty();
        service.send(inPartition(0, event(3200)));
        await().atMost(LIMIT).until(() -> service.effects(3200, 3200).equals(Optional.of("1/1")));
        await().atMost(LIMIT).until(() -> deadLetters(POISON_PAIR).size() == 2);
    }

    @Test
    void eventOfAnUnknownTypeWaitsForAnUpgradeAndLaterOnesOfItsKeyWaitBehindIt() {
        EventMessage first = event(3000);
        EventMessage later = EventMessage.of(new StockReleasedEvent(3000, 2, 1, Instant.EPOCH), Optional.empty());
        ProducerRecord<String, byte[]> newer = EventRecords.write(EventStreams.STOCK, first);
        newer.headers().remove(EventHeaders.TYPE).add(EventHeaders.TYPE, "StockCountedEvent".getBytes(UTF_8));
        service.send(newer);
        service.send(later);
        service.send(newer);
        int partition = service.records(TOPIC, 3000).getFirst().partition();
        service.send(inPartition(partition, event(3001)));
        await().atMost(LIMIT).until(() -> service.effects(3000, 3001).equals(Optional.of("1/1")));
        assertThat(service.query("SELECT string_agg(event_id, ' ' ORDER BY seq) FROM t_unknown_event"))
                .isEqualTo("stock-3000-1-1 stock-3000-1-2");

        // As after an upgrade: now the type is known.
        becomeKnown();
        await().atMost(LIMIT).until(() -> service.effects(3000, 3000).equals(Optional.of("1/2")));
        assertThat(service.query("SELECT string_agg(event_id, ' ' ORDER BY seq) FROM t_applied WHERE event_id LIKE"
                        + " 'stock-3000-%'"))
                .isEqualTo("stock-3000-1-1 stock-3000-1-2");
        await().atMost(LIMIT)
                .until(() ->
                        service.query("SELECT count(*) FROM t_unknown_event").equals("0"));
        service.send(later);
        service.send(inPartition(partition, event(3002)));
        await().atMost(LIMIT).until(() -> service.effects(3000, 3002).equals(Optional.of("3/4")));
        assertThat(deadLetters(3000)).isEmpty();
    }

    @Test
    void storedEventThatIsMalformedAfterAllBecomesADeadLetterAsItWas() {
        ProducerRecord<String, byte[]> newer = new ProducerRecord<>(TOPIC, "3300", "{}".getBytes(UTF_8));
        newer.headers().add(EventHeaders.ID, "stock-3300-1-1".getBytes(UTF_8));
        newer.headers().add(EventHeaders.TYPE, "StockCountedEvent".getBytes(UTF_8));
        newer.headers().add(EventHeaders.TRACE_PARENT, TRACE.getBytes(UTF_8));
        service.send(newer);
        await().atMost(LIMIT)
                .until(() -> service.query("SELECT count(*) FROM t_unknown_event WHERE partition_key = '3300'")
                        .equals("1"));
        becomeKnown();
        await().atMost(LIMIT).until(() -> deadLetters(3300).size() == 1);
        ConsumerRecord<String, byte[]> dead = deadLetters(3300).getFirst();
        assertThat(dead.partition())
                .isEqualTo(service.records(TOPIC, 3300).getFirst().partition());
        assertThat(new String(dead.value(), UTF_8)).isEqualTo("{}");
        assertThat(header(dead, EventHeaders.TRACE_PARENT)).containsExactly(TRACE);
        await().atMost(LIMIT)
                .until(() -> service.query("SELECT count(*) FROM t_unknown_event WHERE partition_key = '3300'")
                        .equals("0"));
    }

    // As if an upgrade had come that knows the type.
    private static void becomeKnown() {
        service.execute("UPDATE t_unknown_event SET type = 'StockReservedEvent',"
                + " headers = replace(headers::text, 'StockCountedEvent', 'StockReservedEvent')::json"
                + " WHERE type = 'StockCountedEvent'");
    }

    @Test
    void databaseThatGoesAwayDelaysEventsAndLosesNone() {
        LongStream.rangeClosed(4000, 4009).forEach(id -> service.send(event(id)));
        POSTGRES.kill();
        LongStream.rangeClosed(4010, 4019).forEach(id -> service.send(event(id)));
        POSTGRES.start();
        await().atMost(LIMIT).until(() -> service.effects(4000, 4019).equals(Optional.of("20/20")));
        assertThat(LongStream.rangeClosed(4000, 4019).boxed())
                .allSatisfy(id -> assertThat(deadLetters(id)).isEmpty());
    }

    private static EventMessage event(long orderId) {
        return EventMessage.of(new StockReservedEvent(orderId, 1, 1, Instant.EPOCH), Optional.of(TRACE));
    }

    private static ProducerRecord<String, byte[]> inPartition(int partition, EventMessage event) {
        ProducerRecord<String, byte[]> record = EventRecords.write(EventStreams.STOCK, event);
        return new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers());
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(long orderId) {
        return service.records(EventStream.deadLetterTopic(TOPIC), orderId);
    }

    private static List<String> header(ConsumerRecord<String, byte[]> record, String name) {
        return java.util.stream.StreamSupport.stream(
                        record.headers().headers(name).spliterator(), false)
                .map(header -> new String(header.value(), UTF_8))
                .toList();
    }
}
