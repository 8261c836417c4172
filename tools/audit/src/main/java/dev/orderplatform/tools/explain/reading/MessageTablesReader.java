package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.tools.explain.evidence.Deliveries;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads service instances, each with its message tables, in a connection of its own. */
final class MessageTablesReader {

    private final Sources sources;
    private final long orderId;
    private final Map<String, Supplier<MessageTables>> messageTables = new LinkedHashMap<>();

    MessageTablesReader(Sources sources, long orderId) {
        this.sources = sources;
        this.orderId = orderId;
    }

    private record Answer<T>(T rows, MessageTables messages) {}

    /**
     * Begins to read a service that has one outbox and one inbox.
     *
     * @param part its instance
     * @param none its rows if they can't be read
     */
    <T> Supplier<T> begin(
            String part, String server, String name, Login login, T none, Function<ReadOnlyDatabase, T> rows) {
        var reading = sources.begin(part, new Answer<>(none, MessageTables.EMPTY), () -> {
            try (var database = ReadOnlyDatabase.open(server, name, login)) {
                return new Answer<>(rows.apply(database), MessageTables.read(part, database, orderId));
            }
        });
        messageTables.put(part, () -> reading.get().messages());
        return () -> reading.get().rows();
    }

    /** Begins to read the message tables of order-service, which belong to the table of the order. */
    void beginOrders(RegionData region, OrderRows rows) {
        var part = "order-service-" + region.name();
        messageTables.put(part, sources.begin(part, MessageTables.EMPTY, () -> {
            try (var database = ReadOnlyDatabase.open(region.postgres(), rows.database(), region.auditor());
                    var first = ReadOnlyDatabase.open(region.postgres(), "order_ds_0", region.auditor())) {
                return MessageTables.read(
                                part, database, orderId, rows.inTable("t_outbox_{n}"), rows.inTable("t_inbox_{n}"))
                        .with(MessageTables.unknown(part, first, orderId));
            }
        }));
    }

    /** Waits for all. */
    Deliveries deliveries(OrderTopics topics) {
        var read = messageTables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, box -> box.getValue().get()));
        return new Deliveries(
                topics.published(),
                read.values().stream().flatMap(box -> box.outbox().stream()).toList(),
                read.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, box -> box.getValue().applied())),
                topics.deadLetters(),
                read.values().stream().flatMap(box -> box.unknown().stream()).toList());
    }
}
