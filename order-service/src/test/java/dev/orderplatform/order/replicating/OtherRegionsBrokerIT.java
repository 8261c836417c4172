package dev.orderplatform.order.replicating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.ParcelBookedEvent;
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.servers.TemporaryKafka;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** East's service, with west's broker going down and up. */
class OtherRegionsBrokerIT {
    private static final List<Line> LINES = List.of(new Line("SKU-00001", 1, 1999));
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final long USER = 42; // slot 661
    private static final List<Topic> TOPICS = Stream.of("order-events", "order-events.dlt", "shipment-events")
            .map(name -> new Topic(name, 8))
            .toList();

    @Test
    void replicationGoesOnWhereItStopped() throws Exception {
        try (var west = TemporaryKafka.start(TOPICS)) {
            long order = OrderId.compose(System.currentTimeMillis(), Slot.ofUser(USER), 16, 0);
            send(west, created(order));
            sendParcel(west, order);
            try (var service = RunningOrderService.start(
                    "other_broker",
                    "platform.control.regions=east,west",
                    "platform.inbox.stored-interval=200ms",
                    "platform.kafka.regions.east=127.0.0.1:1",
                    "platform.kafka.regions.west=" + west.bootstrapServers())) {
                await().atMost(LIMIT).until(() -> statusOf(service, order).equals("PENDING"));
                await().atMost(LIMIT)
                        .until(() ->
                                service.bean(Orders.class).parcels(order).all().size() == 1);
                west.kill();
                west.start();
                sendRubbish(west);
                send(west, confirmed(order, 2));
                await().atMost(LIMIT).until(() -> statusOf(service, order).equals("CONFIRMED"));
                await().atMost(LIMIT).until(() -> deadLetters(west) == 1);
                assertThat(service.bean(MeterRegistry.class)
                                .get("platform.replication.lag")
                                .tag("from", "west")
                                .gauge()
                                .value())
                        .isZero();
                assertThat(service.published(Long.toString(order))).isEmpty();
                anEventOfAnUnknownTypeIsAppliedAfterAnUpgrade(west, service, order);
            }
        }
    }

    // The following versions wait as early events of the replica, not in the table of unknown events.
    private static void anEventOfAnUnknownTypeIsAppliedAfterAnUpgrade(
            TemporaryKafka west, RunningOrderService service, long order) throws Exception {
        ProducerRecord<String, byte[]> newer =
                EventRecords.write(EventStreams.ORDER, EventMessage.of(confirmed(order, 3), Optional.empty()));
        newer.headers()
                .remove(EventHeaders.TYPE)
                .add(EventHeaders.TYPE, "OrderTeleportedEvent".getBytes(StandardCharsets.UTF_8));
        send(west, newer);
        send(west, new OrderCancelledEvent(order, USER, 4, 1, "west", OrderId.time(order)));
        ShardMap.Table table = Shards.tableOfOrder(order);
        await().atMost(LIMIT)
                .until(() ->
                        service.count(table.database(), "SELECT count(*) FROM t_replica_event_" + table.index()) == 1);
        assertThat(service.text(0, "SELECT string_agg(event_id, ',') FROM t_unknown_event"))
                .isEqualTo("order-" + order + "-1-3");
        service.execute(
                0,
                "UPDATE t_unknown_event SET type = 'OrderConfirmedEvent',"
                        + " headers = replace(headers::text, 'OrderTeleportedEvent', 'OrderConfirmedEvent')::json");
        await().atMost(LIMIT).until(() -> statusOf(service, order).equals("CANCELLED"));
        await().atMost(LIMIT).until(() -> service.count(0, "SELECT count(*) FROM t_unknown_event") == 0);
    }

    private static String statusOf(RunningOrderService service, long order) {
        ShardMap.Table table = Shards.tableOfOrder(order);
        return service.text(
                table.database(),
                "SELECT coalesce(max(status), '') FROM t_order_%d WHERE order_id = %d".formatted(table.index(), order));
    }

    private static OrderConfirmedEvent confirmed(long order, int version) {
        return new OrderConfirmedEvent(order, USER, version, 1, "west", OrderId.time(order), 1999, "CNY", LINES);
    }

    private static OrderCreatedEvent created(long order) {
        return new OrderCreatedEvent(
                order, USER, 1, 1, "west", OrderId.time(order), "REGION", 1999, "CNY", LINES, "key", "");
    }

    private static void send(TemporaryKafka kafka, Event event) throws ExecutionException, InterruptedException {
        send(kafka, EventRecords.write(EventStreams.ORDER, EventMessage.of(event, Optional.empty())));
    }

    private static void sendParcel(TemporaryKafka kafka, long order) throws ExecutionException, InterruptedException {
        Event booked = new ParcelBookedEvent(
                order + "-1",
                order,
                1,
                1,
                OrderId.time(order),
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(new ParcelLine("SKU-00001", 1)));
        send(kafka, EventRecords.write(EventStreams.SHIPMENT, EventMessage.of(booked, Optional.empty())));
    }

    private static void sendRubbish(TemporaryKafka kafka) throws ExecutionException, InterruptedException {
        send(kafka, new ProducerRecord<>("order-events", "1", new byte[] {'{'}));
    }

    private static void send(TemporaryKafka kafka, ProducerRecord<String, byte[]> record)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static long deadLetters(TemporaryKafka kafka) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("order-events.dlt").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
