package dev.orderplatform.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParcelsTest {

    /** The parcels known of an order of two, and the statuses that a paid order goes through. */
    @ParameterizedTest
    @CsvSource({
        "BOOKED, BOOKED, PAID",
        "SHIPPED, , PAID SHIPPED",
        "DELIVERED, , PAID SHIPPED",
        "BOOKED, SHIPPED, PAID SHIPPED",
        "DELIVERED, SHIPPED, PAID SHIPPED",
        "RETURNED, SHIPPED, PAID SHIPPED",
        "DELIVERED, DELIVERED, PAID SHIPPED DELIVERED",
        "RETURNED, DELIVERED, PAID SHIPPED DELIVERED",
        "RETURNED, RETURNED, PAID SHIPPED REFUND_PENDING",
        "CANCELLED, CANCELLED, PAID"
    })
    void parcelsMoveTheirOrder(ParcelStatus first, ParcelStatus second, String statuses) {
        Parcels parcels = Parcels.NONE.with(parcel(1, first, 1));
        if (second != null) {
            parcels = parcels.with(parcel(2, second, 1));
        }
        assertThat(String.join(" ", statuses(parcels))).isEqualTo(statuses);
    }

    @Test
    void newestDescriptionOfAParcelCounts() {
        Parcels parcels = Parcels.NONE.with(parcel(1, ParcelStatus.SHIPPED, 2));
        assertThat(parcels.isNews(parcel(1, ParcelStatus.BOOKED, 1))).isFalse();
        assertThat(parcels.isNews(parcel(1, ParcelStatus.SHIPPED, 2))).isFalse();
        assertThat(parcels.isNews(parcel(1, ParcelStatus.DELIVERED, 3))).isTrue();
        assertThat(parcels.isNews(parcel(2, ParcelStatus.BOOKED, 1))).isTrue();
    }

    private static List<String> statuses(Parcels parcels) {
        Order order = new Order(
                1,
                2,
                Status.PAID,
                3,
                new Lines(List.of(new Line("SKU-00001", 2, 1999))),
                new Money(3998, "CNY"),
                Optional.empty(),
                Optional.of("1-1"),
                Optional.empty());
        List<String> statuses = new ArrayList<>(List.of(order.status().name()));
        for (UnaryOperator<Order> transition : parcels.transitions()) {
            order = transition.apply(order);
            statuses.add(order.status().name());
        }
        return statuses;
    }

    private static Parcel parcel(int number, ParcelStatus status, int version) {
        return new Parcel(1, number, 2, status, Optional.empty(), Optional.empty(), List.of(), 1, version);
    }
}
