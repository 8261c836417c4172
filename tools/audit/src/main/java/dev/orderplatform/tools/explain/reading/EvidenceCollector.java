package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.tools.deadletters.Decisions;
import dev.orderplatform.tools.explain.evidence.Effects;
import dev.orderplatform.tools.explain.evidence.LogLine;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.Parts;
import dev.orderplatform.tools.explain.evidence.PaymentEvidence;
import dev.orderplatform.tools.explain.evidence.ShipmentEvidence;
import dev.orderplatform.tools.explain.evidence.StockEvidence;
import dev.orderplatform.tools.explain.evidence.StockEvidence.Level;
import dev.orderplatform.tools.explain.evidence.StockEvidence.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what all services, and the broker of the home region, have about an order that was found. */
final class EvidenceCollector {

    private static final Duration TOPIC_LIMIT = Duration.ofSeconds(2);

    private final Access access;
    private final PlatformData data;
    private final Sources sources;
    private final OrderRows rows;
    private final FoundOrder found;
    private final Parts parts;
    private final RegionData home;
    private final long id;
    private final MessageTablesReader messageTables;

    EvidenceCollector(Access access, Sources sources, OrderRows rows, FoundOrder found, Parts parts) {
        this.access = access;
        this.data = access.data();
        this.sources = sources;
        this.rows = rows;
        this.found = found;
        this.parts = parts;
        this.id = found.order().id();
        this.home = data.regions().stream()
                .filter(region -> region.name().equals(found.home().region()))
                .findFirst()
                .orElseGet(() -> data.regions().getFirst());
        this.messageTables = new MessageTablesReader(sources, id);
    }

    /** Begins to read everything, and then waits for it. */
    OrderEvidence evidence() {
        var logs = sources.begin(
                "the logs", List.<LogLine>of(), () -> access.logs().apply(Long.toString(id)));
        var topics = topics();
        data.regions().forEach(region -> messageTables.beginOrders(region, rows));
        var stock = local(
                "inventory-service",
                "inventory",
                Optional.<Reservation>empty(),
                database -> StockRows.reservation(database, id));
        var levels = levels();
        var payments = local("payment-service", "payment", PaymentEvidence.NONE, this::payments);
        var shipment = local("logistics-service", "logistics", ShipmentEvidence.NONE, this::shipment);
        var effects = effects();
        var payment = askProvider(payments.get());
        var parcels = askCarrier(shipment.get());
        return new OrderEvidence(
                Instant.now(),
                found.home(),
                found.order(),
                found.replica(),
                new StockEvidence(
                        stock.get(),
                        levels.stream().flatMap(level -> level.get().stream()).toList()),
                payment.get(),
                parcels.get(),
                effects.get(),
                messageTables.deliveries(topics.get()),
                parts.answered(answered()),
                logs.get(),
                sources.unread());
    }

    /** The servers of which something could be read. To be called after that. */
    private List<String> answered() {
        var servers = Stream.concat(
                data.regions().stream()
                        .map(RegionData::name)
                        .filter(region -> !sources.isUnread("order-service-" + region))
                        .map(region -> "postgres-" + region),
                Stream.of("postgres-global").filter(_ -> !sources.isUnread("notification-service")));
        return servers.toList();
    }

    private Supplier<OrderTopics> topics() {
        var broker = "kafka-" + home.name();
        var notReady = parts.firstNotReady(broker);
        if (notReady.isPresent()) {
            // Its client would retry until its timeout.
            sources.note(broker, broker + " " + notReady.get().text());
            return () -> OrderTopics.EMPTY;
        }
        return sources.begin(
                broker,
                OrderTopics.EMPTY,
                () -> OrderTopics.read(home, id, found.order().createdAt(), decisions(), TOPIC_LIMIT));
    }

    private Optional<Decisions> decisions() {
        return sources.begin("control database", Optional.<Decisions>empty(), () -> {
                    try (var control = ReadOnlyDatabase.open(data.global(), "control", data.auditor())) {
                        return Optional.of(Decisions.read(control));
                    }
                })
                .get();
    }

    private <T> Supplier<T> local(String service, String database, T none, Function<ReadOnlyDatabase, T> reader) {
        return messageTables.begin(
                service + "-" + home.name(), home.postgres(), database, home.auditor(), none, reader);
    }

    private <T> Supplier<T> global(String service, String database, T none, Function<ReadOnlyDatabase, T> reader) {
        return messageTables.begin(service, data.global(), database, data.auditor(), none, reader);
    }

    private List<Supplier<List<Level>>> levels() {
        var reading = new ArrayList<Supplier<List<Level>>>();
        for (var region : data.regions()) {
            reading.add(sources.begin("inventory-service-" + region.name(), List.<Level>of(), () -> {
                try (var database = ReadOnlyDatabase.open(region.postgres(), "inventory", region.auditor())) {
                    return StockRows.levels(
                            region.name(), database, found.order().lines());
                }
            }));
        }
        return reading;
    }

    private PaymentEvidence payments(ReadOnlyDatabase database) {
        return new PaymentEvidence(
                PaymentRows.payments(database, id),
                WorkRows.callbacks(database, id),
                WorkRows.tasks(database, id),
                List.of());
    }

    private ShipmentEvidence shipment(ReadOnlyDatabase database) {
        return new ShipmentEvidence(
                ShipmentRows.parcels(database, id),
                ShipmentRows.refundedAt(database, id),
                WorkRows.callbacks(database, id),
                WorkRows.tasks(database, id),
                List.of());
    }

    private Supplier<PaymentEvidence> askProvider(PaymentEvidence stored) {
        var open = stored.payments().stream()
                .filter(payment -> payment.is("PENDING") && payment.registered())
                .map(PaymentEvidence.Payment::id)
                .toList();
        var provider = new ExternalStatusReader(data.simulators(), "payment-provider");
        return sources.begin("payment-provider", stored, () -> stored.with(provider.ask("/v1/intents/", open)));
    }

    private Supplier<ShipmentEvidence> askCarrier(ShipmentEvidence stored) {
        var open = stored.parcels().stream()
                .filter(parcel -> !parcel.ended() && parcel.tracking().isPresent())
                .map(ShipmentEvidence.Parcel::id)
                .toList();
        var carrier = new ExternalStatusReader(data.simulators(), "carrier");
        return sources.begin("carrier", stored, () -> stored.with(carrier.ask("/v1/parcels/", open)));
    }

    private Supplier<Effects> effects() {
        var user = found.order().userId();
        var notifications = global(
                "notification-service",
                "notification",
                List.<Effects.Notification>of(),
                database -> EffectRows.notifications(database, user, id));
        var points = global(
                "loyalty-service",
                "loyalty",
                List.<Effects.Points>of(),
                database -> EffectRows.points(database, user, id));
        var basket = global(
                "recommendation-service",
                "recommendation",
                Optional.<String>empty(),
                database -> EffectRows.basket(database, id));
        return () -> new Effects(notifications.get(), points.get(), basket.get());
    }
}
