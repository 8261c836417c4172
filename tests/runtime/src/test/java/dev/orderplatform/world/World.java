package dev.orderplatform.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.ShardMap.Table;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.runtime.topology.Topology;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;

/** Orders and all their effects, written as the services would have written them. */
public final class World implements AutoCloseable {

    /** More than the fastest machine orders in a test. */
    private static final int STOCK = 1_000_000;

    public static final int PARTITIONS = 8;

    private static final long PRICE = 1999;

    private final Servers servers;
    private final KafkaProducer<String, byte[]> producer;
    private int sequence;

    private World(Servers servers) {
        this.servers = servers;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers.kafka().bootstrapServers(),
                        // On a topic that was just made the broker may refuse an idempotent producer's first record and
                        // take its second; the first is then out of order for ever.
                        "enable.idempotence",
                        false,
                        "max.in.flight.requests.per.connection",
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A world without orders, its SKUs fully in stock. */
    public static World empty(Servers servers) throws SQLException, ExecutionException, InterruptedException {
        servers.emptyDatabases();
        renewTopics(servers);
        var world = new World(servers);
        world.sql("control", "INSERT INTO t_slot (slot, region) SELECT generate_series(0, 1023), 'east'");
        for (var sku : List.of("SKU-00001", "SKU-00002")) {
            world.sql(
                    "inventory",
                    "INSERT INTO t_stock (sku, initial, available) VALUES ('%s', %d, %d)".formatted(sku, STOCK, STOCK));
        }
        return world;
    }

    // New ones: records that were merely deleted would count as removed by retention, which audits do not judge.
    private static void renewTopics(Servers servers) throws ExecutionException, InterruptedException {
        try (var admin = admin(servers)) {
            var used = new ArrayList<NewTopic>();
            for (var topic : Topology.TOPICS) {
                if (ends(admin, topic).values().stream().anyMatch(end -> end > 0)) {
                    used.add(new NewTopic(topic, PARTITIONS, (short) 1));
                }
            }
            var names = used.stream().map(NewTopic::name).toList();
            admin.deleteTopics(names).all().get();
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> Collections.disjoint(admin.listTopics().names().get(), names));
            admin.createTopics(used).all().get();
        }
    }

    /** Places an order of some units of SKU-00001 and one of SKU-00002 that went through these states. */
    public long order(long user, int units, String... states) throws SQLException {
        var id = OrderId.compose(System.currentTimeMillis() - 1000, Slot.ofUser(user), 0, sequence++ % 128);
        var status = states[states.length - 1];
        insertOrder(tableOf(id), id, user, units, states);
        for (var version = 1; version <= states.length; version++) {
            orderEvent(id, user, version);
        }
        if (states.length > 1) {
            reserve(id, units, status);
            stockEvent(id, 1);
        }
        if (status.equals("CANCELLED")) {
            stockEvent(id, 2);
        }
        return id;
    }

    public void insertOrder(Table table, long id, long user, int units, String... states) throws SQLException {
        var n = table.index();
        var history = new ArrayList<String>();
        for (var state : states) {
            history.add("{\"status\":\"%s\",\"at\":\"%s\",\"region\":\"east\",\"epoch\":1}"
                    .formatted(state, Instant.now()));
        }
        sql(database(table), """
            INSERT INTO t_order_%d (order_id, user_id, idempotency_key, status, version, region, epoch, durability,
              total_minor, currency, history, created_at)
            VALUES (%d, %d, 'key-%d', '%s', %d, 'east', 1, 'REGION', %d, 'CNY', '[%s]', now())
            """.formatted(
                        n,
                        id,
                        user,
                        id,
                        states[states.length - 1],
                        states.length,
                        PRICE * (units + 1),
                        String.join(",", history)));
        sql(database(table), """
            INSERT INTO t_order_item_%d VALUES (%d, 1, %d, 'SKU-00001', %d, %d), (%d, 2, %d, 'SKU-00002', 1, %d)
            """.formatted(n, id, user, units, PRICE, id, user, PRICE));
    }

    /** Copies an order with its lines to another region's world, as replication would. */
    public void replicate(long id, World other) throws SQLException {
        for (var table : List.of("t_order_{n}", "t_order_item_{n}")) {
            var rows = servers.text(
                    database(tableOf(id)),
                    inTable(id, "SELECT json_agg(o) FROM %s o WHERE order_id = %d".formatted(table, id)));
            other.sqlOf(
                    id,
                    "INSERT INTO %1$s SELECT * FROM json_populate_recordset(null::%1$s, '%2$s')"
                            .formatted(table, rows));
        }
        other.sqlOf(
                id,
                "INSERT INTO t_inbox_{n} (event_id, order_id) SELECT 'order-%1$d-1-' || step, %1$d FROM t_order_{n},"
                                .formatted(id)
                        + " generate_series(1, version) AS step WHERE order_id = " + id);
    }

    private void orderEvent(long id, long user, int version) throws SQLException {
        var event = "order-" + id + "-1-" + version;
        publish("order-events", id, event);
        sql("inventory", "INSERT INTO t_inbox VALUES ('" + event + "')");
        sql("notification", "INSERT INTO t_inbox VALUES ('" + event + "')");
        sql(
                "notification",
                "INSERT INTO t_notification (event_id, user_id, order_id, type, title, body)"
                        + " VALUES ('%s', %d, %d, 'Type', 'title', 'body')".formatted(event, user, id));
    }

    private void stockEvent(long id, int step) throws SQLException {
        var event = "stock-" + id + "-1-" + step;
        publish("inventory-events", id, event);
        var table = tableOf(id);
        sql(
                database(table),
                "INSERT INTO t_inbox_%d (event_id, order_id) VALUES ('%s', %d)".formatted(table.index(), event, id));
    }

    private void reserve(long id, int units, String order) throws SQLException {
        var status = switch (order) {
            case "REJECTED" -> "REJECTED";
            case "CANCELLED" -> "RELEASED";
            default -> "RESERVED";
        };
        var rejection = status.equals("REJECTED") ? "'{}'" : "NULL";
        sql(
                "inventory",
                "INSERT INTO t_reservation VALUES (%d, '%s', '{SKU-00002,SKU-00001}', '{1,%d}', %s, now(), NULL, 1)"
                        .formatted(id, status, units, rejection));
        if (status.equals("RESERVED")) {
            sql(
                    "inventory",
                    "UPDATE t_stock SET available = available - %1$d, reserved = reserved + %1$d WHERE sku = 'SKU-00001'"
                            .formatted(units));
            sql(
                    "inventory",
                    "UPDATE t_stock SET available = available - 1, reserved = reserved + 1 WHERE sku = 'SKU-00002'");
        }
    }

    public void publish(String topic, long id, String eventId) {
        publish(topic, id, Map.of("ce_id", eventId, "ce_type", "SomeEvent"));
    }

    public void publish(String topic, long id, Map<String, String> headers) {
        var record = new ProducerRecord<>(topic, Long.toString(id), "{}".getBytes(UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        producer.send(record);
    }

    /** Puts a dead letter beside its topic, as a consumer group would. */
    public void deadLetter(String topic, long id, String eventId, String group, long offset) {
        var letter = new ProducerRecord<>(topic + ".dlt", Long.toString(id), "{}".getBytes(UTF_8));
        letter.headers()
                .add("ce_id", eventId.getBytes(UTF_8))
                .add("kafka_dlt-original-consumer-group", group.getBytes(UTF_8))
                .add(
                        "kafka_dlt-original-partition",
                        ByteBuffer.allocate(Integer.BYTES)
                                .putInt(partitionOf(id))
                                .array())
                .add(
                        "kafka_dlt-original-offset",
                        ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        producer.send(letter);
    }

    public static int partitionOf(long id) {
        return Utils.toPositive(Utils.murmur2(Long.toString(id).getBytes(UTF_8))) % PARTITIONS;
    }

    /** The offset that the next record of a partition will have. */
    public long end(String topic, int partition) throws ExecutionException, InterruptedException {
        flush();
        var wanted = new TopicPartition(topic, partition);
        try (var admin = admin(servers)) {
            return admin.listOffsets(Map.of(wanted, OffsetSpec.latest()))
                    .partitionResult(wanted)
                    .get()
                    .offset();
        }
    }

    /** Removes all records of a topic, as its retention would after days. */
    public void removeRecords(String topic) throws ExecutionException, InterruptedException {
        for (var partition = 0; partition < PARTITIONS; partition++) {
            removeRecords(topic, partition);
        }
    }

    public void removeRecords(String topic, int partition) throws ExecutionException, InterruptedException {
        var end = end(topic, partition);
        try (var admin = admin(servers)) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(end)))
                    .all()
                    .get();
        }
    }

    /** Returns when all that was published is stored. */
    public void flush() {
        producer.flush();
    }

    /** All consumers have taken everything. */
    public World settled() throws ExecutionException, InterruptedException {
        flush();
        try (var admin = admin(servers)) {
            commit(admin, "inventory-service", "order-events");
            commit(admin, "notification-service", "order-events");
            commit(admin, "order-service", "inventory-events");
            commit(admin, "order-replication", "order-events");
        }
        return this;
    }

    private static void commit(Admin admin, String group, String topic)
            throws ExecutionException, InterruptedException {
        var offsets = ends(admin, topic).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
        admin.alterConsumerGroupOffsets(group, offsets).all().get();
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        var wanted = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    public void sql(String database, String statement) throws SQLException {
        servers.execute(database, statement);
    }

    public void dropConstraint(String database, String table, String constraint) throws SQLException {
        servers.dropConstraint(database, table, constraint);
    }

    /** Runs a statement where the order lies; {@code {n}} is the number of its table. */
    public void sqlOf(long id, String statement) throws SQLException {
        sql(database(tableOf(id)), inTable(id, statement));
    }

    private static String inTable(long id, String statement) {
        return statement.replace("{n}", Integer.toString(tableOf(id).index()));
    }

    public static Table tableOf(long id) {
        return ShardMap.even().tableOf(OrderId.slot(id));
    }

    public static String database(Table table) {
        return "order_ds_" + table.database();
    }

    private static Admin admin(Servers servers) {
        return Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
