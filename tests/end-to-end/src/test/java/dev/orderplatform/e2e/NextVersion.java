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
    private static final List<String> SERVICES = List.of(
            "notification-service",
            "loyalty-service",
            "recommendation-service",
            "payment-service",
            "logistics-service",
            "inventory-service",
            "order-service");

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
        next.otherConsumers();
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

    private void otherConsumers() {
        String scheduledOr = "dev.orderplatform.contracts.OrderScheduledEvent _, OrderRefundedEvent _ ->";
        build.replace(
                "payment-service/src/main/java/dev/orderplatform/payment/following/jdbc/FollowOrders.java",
                "OrderRefundedEvent _ ->",
                scheduledOr);
        build.replace(
                "logistics-service/src/main/java/dev/orderplatform/logistics/jdbc/ShipmentBatch.java",
                "OrderRefundedEvent _ ->",
                scheduledOr);
        for (String result : List.of(" false", " this")) {
            build.replace(
                    "loyalty-service/src/main/java/dev/orderplatform/loyalty/domain/OrderPoints.java",
                    "OrderRefundedEvent _ ->" + result,
                    scheduledOr + result);
        }
        build.replace(
                "recommendation-service/src/main/java/dev/orderplatform/recommendation/domain/Basket.java",
                "OrderRefundedEvent _ ->",
                scheduledOr);
    }

    /** A second confirmation schedules an order. */
    private void lifecycle() {
        build.replace(
                ORDER + "domain/Order.java",
                "return after(Transition.CONFIRM);",
                "return status == Status.CONFIRMED && version == 2 ? at(3, status) : after(Transition.CONFIRM);");
        build.replace(
                ORDER + "lifecycle/ApplyStockEvents.java",
                "owned.stream().flatMap(received -> requestOf(received).stream()).toList();",
                """
                owned.stream()
                        .flatMap(received -> java.util.stream.Stream.of(received, received)
                                .limit(received.event() instanceof StockReservedEvent ? 2 : 1))
                        .flatMap(received -> requestOf(received).stream())
                        .toList();\
                """);
        String transition = ORDER + "domain/Transition.java";
        build.replace(transition, "abstract OrderEvent event(Order order, StatusChange change);", """
            abstract OrderEvent event(Order order, StatusChange change);

            public static java.time.Instant deliveryBy(StatusChange confirmation) {
                return confirmation.at().plus(java.time.Duration.ofDays(3));
            }\
            """);
        build.replace(transition, "return new OrderConfirmedEvent(", """
            if (order.version() > 2) {
                return new dev.orderplatform.contracts.OrderScheduledEvent(
                        order.id(),
                        order.userId(),
                        order.version(),
                        change.epoch(),
                        change.region(),
                        change.at(),
                        deliveryBy(change));
            }
            return new OrderConfirmedEvent(\
            """);
        build.replace(
                transition,
                "order.lines().asList());",
                "order.lines().asList(), java.util.Optional.of(deliveryBy(change)));");
        build.replace(transition, "if (event instanceof OrderCreatedEvent) {", """
            if (event instanceof dev.orderplatform.contracts.OrderScheduledEvent) {
                return Status.CONFIRMED;
            }
            if (event instanceof OrderCreatedEvent) {\
            """);
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
        String rows = ORDER + "storage/OrderSql.java";
        build.replace(
                rows,
                "rejection = CAST(s.reason AS jsonb)",
                "rejection = CAST(s.reason AS jsonb), delivery_by = coalesce(o.delivery_by, CAST(s.delivery AS"
                        + " timestamptz))");
        build.replace(
                rows,
                "CAST(? AS text[]))\n          AS s (id, state, version, entry, reason, payment, refund)",
                "CAST(? AS text[]), CAST(? AS text[]))\n"
                        + "          AS s (id, state, version, entry, reason, payment, refund, delivery)");
        String changed = ORDER + "storage/ChangedOrder.java";
        build.replace(changed, "update.setObject(at, Columns.texts(changed, ChangedOrder::refund));", """
            update.setObject(at++, Columns.texts(changed, ChangedOrder::refund));
            update.setObject(at, Columns.texts(changed, ChangedOrder::delivery));\
            """);
        build.replace(changed, "private @Nullable String rejection() {", """
            private @Nullable String delivery() {
                return changes.stream()
                        .map(OrderChange::entry)
                        .filter(entry -> entry.status() == dev.orderplatform.order.domain.Status.CONFIRMED)
                        .findFirst()
                        .map(entry -> dev.orderplatform.order.domain.Transition.deliveryBy(entry).toString())
                        .orElse(null);
            }

            private @Nullable String rejection() {\
            """);
    }

    private void replicas() {
        String change = ORDER + "storage/ReplicaChange.java";
        build.replace(change, "created().ifPresent(created -> describe(created, row));", """
            created().ifPresent(created -> describe(created, row));
            for (OrderEvent event : events) {
                if (event instanceof dev.orderplatform.contracts.OrderConfirmedEvent confirmed) {
                    confirmed.deliveryBy().ifPresent(by -> row.put("delivery_by", by.toString()));
                }
            }\
            """);
        String table = ORDER + "storage/OrderSql.java";
        build.replace(table, "created_at timestamptz\"", "created_at timestamptz, delivery_by timestamptz\"");
        build.replace(table, "history, created_at) SELECT", "history, created_at, delivery_by) SELECT");
        build.replace(table, "created_at FROM jsonb_to_recordset", "created_at, delivery_by FROM jsonb_to_recordset");
        build.replace(
                table,
                "rejection = coalesce(r.rejection, o.rejection)",
                "rejection = coalesce(r.rejection, o.rejection), delivery_by = coalesce(r.delivery_by, o.delivery_by)");
    }
}
