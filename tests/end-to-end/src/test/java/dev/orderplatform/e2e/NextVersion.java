package dev.orderplatform.e2e;

import java.nio.file.Path;
import java.util.List;

/**
 * The next version, derived from the current sources. Its orders have a delivery date:
 *
 * <ul>
 *   <li>an added column, {@code t_order_n.delivery_by};
 *   <li>an added, optional field, {@code OrderConfirmedEvent.deliveryBy};
 *   <li>an added event type, {@code OrderScheduledEvent}, for the version after the confirmation.
 * </ul>
 */
final class NextVersion {
    /** The services with changes. */
    private static final List<String> SERVICES = List.of("notification-service", "inventory-service", "order-service");

    private static final String CONTRACTS = "contracts/src/main/java/dev/orderplatform/contracts/";
    private static final String NOTIFICATION = "notification-service/src/main/java/dev/orderplatform/notification/";
    private static final String INVENTORY = "inventory-service/src/main/java/dev/orderplatform/inventory/";
    private static final String ORDER = "order-service/src/main/java/dev/orderplatform/order/";

    private final PatchedBuild build;

    private NextVersion(PatchedBuild build) {
        this.build = build;
    }

    /**
     * Builds it.
     *
     * @param folder recreated; then contains a folder for each service, with its jar and {@code lib}
     */
    static void build(Path folder) {
        NextVersion next = new NextVersion(new PatchedBuild(folder));
        next.events();
        next.notifications();
        next.inventory();
        next.lifecycle();
        next.rows();
        next.replicas();
        next.build.contracts();
        SERVICES.forEach(next.build::service);
    }

    private void events() {
        build.replace(CONTRACTS + "OrderEvent.java", "permits ", "permits OrderScheduledEvent, ");
        build.replace(CONTRACTS + "OrderConfirmedEvent.java", "List<Line> lines)", """
            List<Line> lines,
            java.util.Optional<Instant> deliveryBy)\
            """);
        build.add(CONTRACTS + "OrderScheduledEvent.java", """
            package dev.orderplatform.contracts;

            import com.fasterxml.jackson.annotation.JsonFormat;
            import java.time.Instant;

            /** The delivery of a confirmed order is scheduled. */
            public record OrderScheduledEvent(
                    @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
                    @JsonFormat(shape = JsonFormat.Shape.STRING) long userId,
                    int version,
                    long epoch,
                    String region,
                    Instant at,
                    Instant deliveryBy)
                    implements OrderEvent {}
            """);
    }

    private void notifications() {
        String message = NOTIFICATION + "domain/Message.java";
        build.replace(message, "case OrderConfirmedEvent _ ->", """
            case dev.orderplatform.contracts.OrderScheduledEvent scheduled ->
                new Message("Your " + order + " is scheduled", "It comes by " + scheduled.deliveryBy() + ".");
            case OrderConfirmedEvent confirmed ->\
            """);
        build.replace(
                message,
                "\" is reserved for you.\"",
                "\" is reserved for you.\" + confirmed.deliveryBy().map(by -> \" It comes by \" + by +"
                        + " \".\").orElse(\"\")");
    }

    private void inventory() {
        build.replace(
                INVENTORY + "reserving/ReplyToOrders.java",
                "case OrderConfirmedEvent _,",
                "case dev.orderplatform.contracts.OrderScheduledEvent _, OrderConfirmedEvent _,");
    }

    /** A second confirmation schedules an order. */
    private void lifecycle() {
        build.replace(ORDER + "domain/Lifecycle.java", "return become(Status.CONFIRMED);", """
            return status == Status.CONFIRMED && version == 2
                    ? new Lifecycle(orderId, userId, status, 3)
                    : become(Status.CONFIRMED);\
            """);
        build.replace(ORDER + "lifecycle/ApplyStockEvents.java", "stepOf(event).ifPresent(wanted::add);", """
            stepOf(event).ifPresent(wanted::add);
            if (event.event() instanceof StockReservedEvent) {
                stepOf(event).ifPresent(wanted::add);
            }\
            """);
        String events = ORDER + "publishing/OrderEvents.java";
        build.replace(events, "private OrderEvents() {}", """
            private OrderEvents() {}

            public static java.time.Instant deliveryBy(StatusChange confirmation) {
                return confirmation.at().plus(java.time.Duration.ofDays(3));
            }\
            """);
        build.replace(events, "return switch (after.status()) {", """
            if (after.status() == dev.orderplatform.order.domain.Status.CONFIRMED && version > 2) {
                return new dev.orderplatform.contracts.OrderScheduledEvent(
                        id, userId, version, change.epoch(), change.region(), change.at(), deliveryBy(change));
            }
            return switch (after.status()) {\
            """);
        build.replace(
                events,
                "totalMinor, currency, lines);",
                "totalMinor, currency, lines, Optional.of(deliveryBy(change)));");
    }

    private void rows() {
        build.addResource("order-service", "db/orders/V9999__delivery.sql", """
            DO $$
            BEGIN
              FOR n IN 0..7 LOOP
                EXECUTE format('ALTER TABLE t_order_%s ADD COLUMN delivery_by timestamptz', n);
              END LOOP;
            END
            $$;
            """);
        String rows = ORDER + "lifecycle/LifecycleRows.java";
        build.replace(
                rows,
                "rejection = CAST(s.reason AS jsonb)",
                "rejection = CAST(s.reason AS jsonb), delivery_by = coalesce(o.delivery_by, CAST(s.delivery AS"
                        + " timestamptz))");
        build.replace(
                rows,
                "CAST(? AS int[]), CAST(? AS text[]), CAST(? AS text[]))",
                "CAST(? AS int[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]))");
        build.replace(rows, "entry, reason)", "entry, reason, delivery)");
        build.replace(rows, "int changed = update.executeUpdate();", """
            update.setObject(at + 1, Columns.texts(changes, Change::delivery));
            int changed = update.executeUpdate();\
            """);
        build.replace(rows, "Optional<String> rejection() {", """
            @org.jspecify.annotations.Nullable String delivery() {
                return steps.stream()
                        .map(TakenStep::change)
                        .filter(change -> change.status() == Status.CONFIRMED)
                        .findFirst()
                        .map(change -> dev.orderplatform.order.publishing.OrderEvents.deliveryBy(change).toString())
                        .orElse(null);
            }

            Optional<String> rejection() {\
            """);
    }

    private void replicas() {
        String change = ORDER + "replicating/ReplicaChange.java";
        build.replace(
                change,
                "case OrderConfirmedEvent _ -> Status.CONFIRMED;",
                "case dev.orderplatform.contracts.OrderScheduledEvent _, OrderConfirmedEvent _ -> Status.CONFIRMED;");
        build.replace(change, "created().ifPresent(created -> describe(created, row));", """
            created().ifPresent(created -> describe(created, row));
            for (OrderEvent event : events) {
                if (event instanceof OrderConfirmedEvent confirmed) {
                    confirmed.deliveryBy().ifPresent(by -> row.put("delivery_by", by.toString()));
                }
            }\
            """);
        String table = ORDER + "replicating/ReplicaTable.java";
        build.replace(table, "created_at timestamptz\"", "created_at timestamptz, delivery_by timestamptz\"");
        build.replace(table, "history, created_at) SELECT", "history, created_at, delivery_by) SELECT");
        build.replace(table, "created_at FROM jsonb_to_recordset", "created_at, delivery_by FROM jsonb_to_recordset");
        build.replace(
                table,
                "rejection = coalesce(r.rejection, o.rejection)",
                "rejection = coalesce(r.rejection, o.rejection), delivery_by = coalesce(r.delivery_by, o.delivery_by)");
    }
}
