package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.Callback;
import dev.orderplatform.tools.explain.evidence.Deliveries;
import dev.orderplatform.tools.explain.evidence.Effects;
import dev.orderplatform.tools.explain.evidence.ExternalStatus;
import dev.orderplatform.tools.explain.evidence.Home;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.Parts;
import dev.orderplatform.tools.explain.evidence.PaymentEvidence;
import dev.orderplatform.tools.explain.evidence.PaymentEvidence.Payment;
import dev.orderplatform.tools.explain.evidence.ShipmentEvidence;
import dev.orderplatform.tools.explain.evidence.ShipmentEvidence.Parcel;
import dev.orderplatform.tools.explain.evidence.StockEvidence;
import dev.orderplatform.tools.explain.evidence.StoredOrder;
import dev.orderplatform.tools.explain.evidence.StoredOrder.Change;
import dev.orderplatform.tools.explain.evidence.StoredOrder.OrderLine;
import dev.orderplatform.tools.explain.evidence.Task;
import dev.orderplatform.tools.explain.evidence.Unread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An order of region east that was placed ten minutes ago. All parts are ready, and all its events are published and applied
 * unless a test says otherwise.
 */
final class PlantedOrder {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final long ID = 4711;

    private static final Instant PLACED = NOW.minus(Duration.ofMinutes(10));
    private static final List<String> CONSUMERS = List.of(
            "order-service-east",
            "inventory-service-east",
            "payment-service-east",
            "logistics-service-east",
            "notification-service",
            "loyalty-service",
            "recommendation-service",
            "order-service-west");

    private final List<Change> history = new ArrayList<>();
    private final List<Deliveries.Published> published = new ArrayList<>();
    private final List<Deliveries.Unpublished> outbox = new ArrayList<>();
    private final Map<String, Set<String>> applied = new HashMap<>();
    private final List<Deliveries.Letter> letters = new ArrayList<>();
    private final List<Deliveries.Unknown> unknown = new ArrayList<>();
    private final List<Parts.State> parts = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final List<StockEvidence.Level> levels = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<ExternalStatus> views = new ArrayList<>();
    private final List<Effects.Notification> notifications = new ArrayList<>();
    private Optional<StockEvidence.Reservation> reservation = Optional.empty();
    private Optional<Instant> paymentDue = Optional.empty();
    private Optional<Instant> refunded = Optional.empty();
    private Optional<String> xid = Optional.empty();
    private Instant now = NOW;

    /** @param states its history, one a minute */
    PlantedOrder(String... states) {
        for (var state : states) {
            var version = history.size() + 1;
            history.add(new Change(state, PLACED.plus(Duration.ofMinutes(version - 1)), "east", 1));
            event("order-" + ID + "-1-" + version, type(version));
        }
    }

    private String type(int version) {
        return List.of("", "OrderCreatedEvent", "OrderConfirmedEvent", "OrderPaidEvent", "OrderShippedEvent")
                .get(version);
    }

    private void event(String id, String type) {
        published.add(new Deliveries.Published("order-events", id, type, PLACED, Optional.empty()));
        CONSUMERS.forEach(consumer ->
                applied.computeIfAbsent(consumer, _ -> new HashSet<>()).add(id));
    }

    /** The event with this version was not applied by a part. */
    PlantedOrder notApplied(int version, String part) {
        return notApplied("order-" + ID + "-1-" + version, part);
    }

    PlantedOrder notApplied(String event, String part) {
        applied.getOrDefault(part, Set.of()).remove(event);
        return this;
    }

    /** An event of stock, a payment or a parcel that everybody has applied. */
    PlantedOrder published(String id, String type) {
        event(id, type);
        return this;
    }

    /** Nobody has it, and it is not on its topic. */
    PlantedOrder unpublished(int version) {
        var id = "order-" + ID + "-1-" + version;
        published.removeIf(event -> event.id().equals(id));
        applied.values().forEach(ids -> ids.remove(id));
        return this;
    }

    PlantedOrder inOutbox(int version) {
        outbox.add(new Deliveries.Unpublished("order-service-east", "order-" + ID + "-1-" + version, "any", PLACED));
        return this;
    }

    PlantedOrder deadLetter(int version, String group, boolean discarded) {
        letters.add(new Deliveries.Letter("order-" + ID + "-1-" + version, group, "out of range", discarded));
        return this;
    }

    PlantedOrder unknownType(int version, String part) {
        unknown.add(new Deliveries.Unknown(part, "any", "order-" + ID + "-1-" + version, "OrderGiftedEvent", PLACED));
        return this;
    }

    /** It is looked at that much later. */
    PlantedOrder later(Duration time) {
        now = NOW.plus(time);
        return this;
    }

    PlantedOrder held(String part) {
        parts.add(new Parts.State(part, "down", true));
        return this;
    }

    PlantedOrder down(String part) {
        parts.add(new Parts.State(part, "down", false));
        return this;
    }

    PlantedOrder unread(String part) {
        unread.add(new Unread(part, "refused"));
        return this;
    }

    PlantedOrder reservation(String status) {
        reservation = Optional.of(new StockEvidence.Reservation(status, Map.of("SKU-1", 5), PLACED, 1));
        return this;
    }

    PlantedOrder available(String region, long units) {
        levels.add(new StockEvidence.Level(region, "SKU-1", units));
        return this;
    }

    PlantedOrder paymentDue(Duration from) {
        paymentDue = Optional.of(NOW.plus(from));
        return this;
    }

    PlantedOrder xid(String id) {
        xid = Optional.of(id);
        return this;
    }

    PlantedOrder payment(String status, boolean registered) {
        var pays = List.of("CAPTURED", "REFUND_PENDING", "REFUNDED").contains(status);
        var refund = status.startsWith("REFUND") ? Optional.of(ID + "-refund") : Optional.<String>empty();
        payments.add(new Payment(
                ID + "-1", status, 500, "CNY", 1, 1, PLACED, Optional.of(PLACED), registered, false, pays, refund, 2));
        return this;
    }

    PlantedOrder parcel(String status, boolean booked) {
        var tracking = booked ? Optional.of("T1") : Optional.<String>empty();
        parcels.add(new Parcel(ID + "-1", 1, 1, status, tracking, 1, 2, PLACED));
        return this;
    }

    /** logistics-service has learned of the refund request. */
    PlantedOrder refundRequested() {
        refunded = Optional.of(PLACED);
        return this;
    }

    PlantedOrder contradiction(String type) {
        callbacks.add(new Callback("wh-1", ID + "-1", type, "WAITING", PLACED));
        return this;
    }

    PlantedOrder task(String kind, String failure) {
        tasks.add(new Task(kind, ID + "-1", NOW.plusSeconds(20), 4, Optional.of(failure)));
        return this;
    }

    PlantedOrder companySays(String status) {
        views.add(new ExternalStatus(ID + "-1", status));
        return this;
    }

    PlantedOrder webhook(String status, int attempts) {
        var message = new Effects.Message(status, attempts, NOW.plusSeconds(60), Optional.of("answered 500"));
        notifications.add(
                new Effects.Notification(9, "OrderCreatedEvent", PLACED, Optional.of(message), Optional.empty()));
        return this;
    }

    PlantedOrder email(String status, int attempts) {
        var message = new Effects.Message(status, attempts, NOW.plusSeconds(60), Optional.of("no such host"));
        notifications.add(
                new Effects.Notification(9, "OrderCreatedEvent", PLACED, Optional.empty(), Optional.of(message)));
        return this;
    }

    Waiting waiting() {
        return Waiting.of(evidence());
    }

    OrderEvidence evidence() {
        var status = history.getLast().status();
        var order = new StoredOrder(
                "east",
                ID,
                42,
                status,
                history.size(),
                "east",
                1,
                "REGION",
                xid,
                500,
                "CNY",
                Optional.empty(),
                status.startsWith("REFUND") ? Optional.of(ID + "-refund") : Optional.empty(),
                PLACED,
                history,
                List.of(new OrderLine("SKU-1", 5)),
                paymentDue,
                true);
        return new OrderEvidence(
                now,
                new Home("east", List.of("west"), 2, "order_ds_0", "t_order_0"),
                order,
                Optional.empty(),
                new StockEvidence(reservation, levels),
                new PaymentEvidence(payments, parcels.isEmpty() ? callbacks : List.of(), tasks, views),
                new ShipmentEvidence(parcels, refunded, parcels.isEmpty() ? List.of() : callbacks, tasks, views),
                new Effects(notifications, List.of(), Optional.empty()),
                new Deliveries(published, outbox, applied, letters, unknown),
                new Parts(parts),
                List.of(),
                unread);
    }
}
