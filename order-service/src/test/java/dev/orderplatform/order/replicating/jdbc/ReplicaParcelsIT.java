package dev.orderplatform.order.replicating.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.ParcelBookedEvent;
import dev.orderplatform.contracts.ParcelDeliveredEvent;
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.contracts.ParcelShippedEvent;
import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.ParcelStatus;
import dev.orderplatform.order.storage.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** East, with parcels of west's orders. */
@Order(3)
class ReplicaParcelsIT {
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared("platform.control.regions=east,west");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void newestDescriptionWinsInWhateverOrderAndHoweverOftenEventsCome(long seed) {
        long order = order(1, (int) seed);
        List<ShipmentEvent> events = new ArrayList<>(
                List.of(booked(order, 1, 1), shipped(order, 2, 1), booked(order, 1, 2), delivered(order, 3, 2)));
        events.addAll(events);
        Collections.shuffle(events, new Random(seed));
        events.forEach(event -> apply(event));
        assertThat(parcels(order)).containsExactly(ParcelStatus.DELIVERED);
        assertThat(service.bean(Orders.class).find(order)).isEmpty();
    }

    @Test
    void batchHasSeveralEventsOfAParcel() {
        long order = order(1, 5);
        apply(shipped(order, 2, 1), booked(order, 1, 1));
        assertThat(parcels(order)).containsExactly(ParcelStatus.SHIPPED);
    }

    @Test
    void parcelsOfOwnOrdersAreNeverTouched() {
        long order = order(0, 6);
        apply(booked(order, 1, 1));
        assertThat(parcels(order)).isEmpty();
    }

    private static void apply(ShipmentEvent... events) {
        service.bean(JdbcReplicaParcels.class)
                .handle(Stream.of(events)
                        .map(event -> new ReceivedEvent<>(event, Optional.empty()))
                        .toList());
    }

    private static List<ParcelStatus> parcels(long order) {
        return service.bean(Orders.class).parcels(order).all().stream()
                .map(Parcel::status)
                .toList();
    }

    private static ShipmentEvent booked(long order, int version, long epoch) {
        return new ParcelBookedEvent(
                order + "-1", order, version, epoch, Instant.now(), 1, 1, Optional.empty(), Optional.empty(), lines());
    }

    private static ShipmentEvent shipped(long order, int version, long epoch) {
        return new ParcelShippedEvent(
                order + "-1", order, version, epoch, Instant.now(), 1, 1, carrier(), carrier(), lines());
    }

    private static ShipmentEvent delivered(long order, int version, long epoch) {
        return new ParcelDeliveredEvent(
                order + "-1", order, version, epoch, Instant.now(), 1, 1, carrier(), carrier(), lines());
    }

    private static Optional<String> carrier() {
        return Optional.of("DX-1");
    }

    private static List<ParcelLine> lines() {
        return List.of(new ParcelLine("SKU-00001", 1));
    }

    /** @param parity of the slot: 0 is east's */
    private static long order(int parity, int sequence) {
        long user = LongStream.iterate(4_000, next -> next + 1)
                .filter(next -> Slot.ofUser(next).number() % 2 == parity)
                .findFirst()
                .orElseThrow();
        return OrderId.compose(System.currentTimeMillis(), Slot.ofUser(user), 16, sequence);
    }
}
