package dev.orderplatform.order.placing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.tools.client.DemoOrders;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * The upper limit: writes the rows of orders to one database with minimal JDBC. A batch is one prepared text of 24
 * inserts with array parameters, three per table, executed in one round trip and one transaction. No check for repeated
 * keys, no routing, no event objects.
 */
final class PlainInserts implements AutoCloseable {
    private static final String ORDERS_OF_TABLE = """
        INSERT INTO t_order_%1$d (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,
          durability, total_minor, currency, history, created_at)
        SELECT id, usr, key, hash, 'PENDING', 1, 'east', 1, 'REGION', total, 'CNY', ?::jsonb, ?::timestamptz
        FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::bigint[]) AS o (id, usr, key, hash, total);
        INSERT INTO t_order_item_%1$d (order_id, line_no, user_id, sku, quantity, price_minor)
        SELECT id, line, usr, sku, 1, price
        FROM unnest(?::bigint[], ?::int[], ?::bigint[], ?::text[], ?::bigint[]) AS i (id, line, usr, sku, price);
        INSERT INTO t_outbox_%1$d (partition_key, event_id, type, payload, traceparent, created_at)
        SELECT id::text, 'order-' || id || '-1-1', 'OrderCreatedEvent', payload, ?, ?::timestamptz
        FROM unnest(?::bigint[], ?::text[]) AS e (id, payload);
        """;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final long PRICE = 1999;

    private final int database;
    private final int skus;
    private final int lines;
    private final Connection connection;
    private final PreparedStatement insert;
    private final long[] users;
    private final SplittableRandom random = new SplittableRandom();
    private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private long lastMs;
    private int sequence;
    private long key;

    /** @param users orders are those of users 1 to this one that belong to the database */
    PlainInserts(int database, String url, String role, String password, int users, int skus, int lines)
            throws SQLException {
        this.database = database;
        this.skus = skus;
        this.lines = lines;
        this.users = LongStream.rangeClosed(1, users)
                .filter(user -> Shards.tableOfUser(user).database() == database)
                .toArray();
        this.connection = DriverManager.getConnection(url + "?prepareThreshold=3", role, password);
        StringBuilder sql = new StringBuilder();
        for (int table = 0; table < ShardMap.TABLES_PER_DATABASE; table++) {
            sql.append(ORDERS_OF_TABLE.formatted(table));
        }
        this.insert = connection.prepareStatement(sql.toString());
    }

    /** Writes batches one after the other, and returns how long each took, in nanoseconds. */
    List<Long> run(Duration duration, int batch) throws SQLException {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        for (long began = System.nanoTime(); began < end; began = System.nanoTime()) {
            write(batch);
            nanos.add(System.nanoTime() - began);
        }
        return nanos;
    }

    private void write(int batch) throws SQLException {
        Instant now = Instant.now();
        List<TableRows> tables = new ArrayList<>();
        for (int table = 0; table < ShardMap.TABLES_PER_DATABASE; table++) {
            tables.add(new TableRows());
        }
        for (int n = 0; n < batch; n++) {
            long user = users[random.nextInt(users.length)];
            tables.get(Shards.tableOfUser(user).index()).add(user, now);
        }
        int at = 1;
        for (TableRows rows : tables) {
            at = rows.bind(at, now);
        }
        insert.execute();
    }

    private long nextId(Slot slot) {
        long now = Math.max(lastMs, System.currentTimeMillis());
        sequence = now == lastMs ? sequence + 1 : 0;
        if (sequence > OrderId.MAX_SEQUENCE) {
            now++;
            sequence = 0;
        }
        lastMs = now;
        return OrderId.compose(now, slot, database, sequence);
    }

    /** A batch's rows of one table, by column. */
    private final class TableRows {
        private final List<Long> ids = new ArrayList<>();
        private final List<Long> owners = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        private final List<byte[]> hashes = new ArrayList<>();
        private final List<Long> totals = new ArrayList<>();
        private final List<String> payloads = new ArrayList<>();
        private final List<Long> lineIds = new ArrayList<>();
        private final List<Integer> lineNumbers = new ArrayList<>();
        private final List<Long> lineOwners = new ArrayList<>();
        private final List<String> lineSkus = new ArrayList<>();
        private final List<Long> linePrices = new ArrayList<>();

        void add(long user, Instant now) {
            long id = nextId(Slot.ofUser(user));
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            ids.add(id);
            owners.add(user);
            keys.add("limit-" + run + "-" + key++);
            hashes.add(hash);
            totals.add(lines * PRICE);
            StringBuilder payload = new StringBuilder(512)
                    .append("{\"orderId\":\"")
                    .append(id)
                    .append("\",\"userId\":\"")
                    .append(user)
                    .append("\",\"version\":1,\"at\":\"")
                    .append(now)
                    .append("\",\"region\":\"east\",\"epoch\":1,\"durability\":\"REGION\",\"totalMinor\":")
                    .append(lines * PRICE)
                    .append(",\"currency\":\"CNY\",\"lines\":[");
            int first = random.nextInt(skus);
            for (int line = 0; line < lines; line++) {
                String sku = DemoOrders.sku((first + line) % skus + 1);
                lineIds.add(id);
                lineNumbers.add(line + 1);
                lineOwners.add(user);
                lineSkus.add(sku);
                linePrices.add(PRICE);
                payload.append(line == 0 ? "{\"sku\":\"" : ",{\"sku\":\"")
                        .append(sku)
                        .append("\",\"quantity\":1,\"priceMinor\":")
                        .append(PRICE)
                        .append('}');
            }
            payload.append("],\"idempotencyKey\":\"")
                    .append(keys.getLast())
                    .append("\",\"bodyHash\":\"")
                    .append(new String(Base64.getEncoder().encode(hash), US_ASCII))
                    .append("\"}");
            payloads.add(payload.toString());
        }

        int bind(int first, Instant now) throws SQLException {
            int at = first;
            insert.setString(at++, "[{\"status\":\"PENDING\",\"at\":\"" + now + "\"}]");
            insert.setObject(at++, now.atOffset(ZoneOffset.UTC));
            at = bind(at, "bigint", ids.toArray(Long[]::new));
            at = bind(at, "bigint", owners.toArray(Long[]::new));
            at = bind(at, "text", keys.toArray(String[]::new));
            at = bind(at, "bytea", hashes.toArray(byte[][]::new));
            at = bind(at, "bigint", totals.toArray(Long[]::new));
            at = bind(at, "bigint", lineIds.toArray(Long[]::new));
            at = bind(at, "int", lineNumbers.toArray(Integer[]::new));
            at = bind(at, "bigint", lineOwners.toArray(Long[]::new));
            at = bind(at, "text", lineSkus.toArray(String[]::new));
            at = bind(at, "bigint", linePrices.toArray(Long[]::new));
            insert.setString(at++, TRACE);
            insert.setObject(at++, now.atOffset(ZoneOffset.UTC));
            at = bind(at, "bigint", ids.toArray(Long[]::new));
            return bind(at, "text", payloads.toArray(String[]::new));
        }

        // The driver sends arrays of a known element type in binary form.
        private int bind(int at, String type, Object[] values) throws SQLException {
            insert.setArray(at, connection.createArrayOf(type, values));
            return at + 1;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
