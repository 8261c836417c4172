package dev.orderplatform.regions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestSlotTest {
    private static final Slot OF_USER = Slot.ofUser(42);
    private static final Slot OF_ORDER = new Slot(7);
    private static final long ORDER = OrderId.compose(1_800_000_000_000L, OF_ORDER, 3, 5);

    @Test
    void orderInThePathDeterminesTheSlot() {
        assertThat(RequestSlot.of("/api/v1/orders/" + ORDER, 42)).isEqualTo(OF_ORDER);
        assertThat(RequestSlot.of("/api/v1/orders/" + ORDER + "/cancel", 42)).isEqualTo(OF_ORDER);
        assertThat(RequestSlot.of("/api/v1/orders/" + Long.MAX_VALUE, 42)).isEqualTo(OrderId.slot(Long.MAX_VALUE));
    }

    @Test
    void paymentInThePathDeterminesTheSlot() {
        assertThat(RequestSlot.of("/api/v1/payments/" + ORDER + "-1", 42)).isEqualTo(OF_ORDER);
        assertThat(RequestSlot.of("/api/v1/payments/" + ORDER + "-12", 42)).isEqualTo(OF_ORDER);
    }

    @Test
    void paymentOrParcelHasTheSlotOfItsOrder() {
        assertThat(RequestSlot.ofPart(ORDER + "-1")).contains(OF_ORDER);
        for (String id : List.of("", "x", "" + ORDER, ORDER + "-", "-1", ORDER + "-x", "9999999999999999999-1")) {
            assertThat(RequestSlot.ofPart(id)).isEmpty();
        }
    }

    @Test
    void usersRequestsForOrdersAndPaymentsHaveAnOwner() {
        assertThat(RequestSlot.isOwned("/api/v1/orders/" + ORDER)).isTrue();
        assertThat(RequestSlot.isOwned("/api/v1/payments")).isTrue();
        assertThat(RequestSlot.isOwned("/api/v1/payments/callback")).isFalse();
        assertThat(RequestSlot.isOwned("/api/v1/catalogue")).isFalse();
    }

    @Test
    void otherwiseTheUserDeterminesTheSlot() {
        assertThat(RequestSlot.of("/api/v1/orders", 42)).isEqualTo(OF_USER);
        assertThat(RequestSlot.of("/api/v1/orders/", 42)).isEqualTo(OF_USER);
        assertThat(RequestSlot.of("/api/v1/orders/x1", 42)).isEqualTo(OF_USER);
        assertThat(RequestSlot.of("/api/v1/orders/9999999999999999999", 42)).isEqualTo(OF_USER);
        assertThat(RequestSlot.of("/api/v1/catalogue/" + ORDER, 42)).isEqualTo(OF_USER);
        assertThat(RequestSlot.of("/api/v1/payments", 42)).isEqualTo(OF_USER);
        assertThat(RequestSlot.of("/api/v1/payments/" + ORDER, 42)).isEqualTo(OF_USER);
    }
}
