package dev.orderplatform.order.replicating.jdbc;

import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.sharding.ShardFanOut;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.ParcelTables;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Stores the parcels of other regions' orders. Each event has the whole parcel, and the newest wins, so that neither their
 * sequence nor a repetition matters. They cause no transition: those come with the order's events.
 */
@Component
final class JdbcReplicaParcels implements EventHandler<ShipmentEvent> {
    private final Shards shards;
    private final ShardFanOut databases;
    private final OwnedSlots slots;

    JdbcReplicaParcels(Shards shards, ShardFanOut databases, OwnedSlots slots) {
        this.shards = shards;
        this.databases = databases;
        this.slots = slots;
    }

    @Override
    public void handle(List<ReceivedEvent<ShipmentEvent>> received) {
        Collection<Parcel> newest = received.stream()
                .map(ReceivedEvent::event)
                .filter(event -> !slots.owns(OrderId.slot(event.orderId())))
                .map(Parcel::of)
                .collect(Collectors.toMap(
                        Parcel::id, Function.identity(), (one, other) -> other.isNewerThan(one) ? other : one))
                .values();
        databases.forEach(newest, Parcel::orderId, this::store);
    }

    private void store(int database, List<Parcel> parcels) {
        Transaction.run(shards.database(database), transaction -> {
            new ParcelTables(transaction.connection()).store(parcels);
            return true;
        });
    }
}
