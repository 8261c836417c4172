package dev.orderplatform.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderDeliveredEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.contracts.OrderRefundedEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.OrderShippedEvent;
import dev.orderplatform.contracts.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final long ORDER = 9007199254740993L;

    @Test
    void receivedOrderHasUnitsAndTotal() {
        Message message =
                Message.about(created(3998, "CNY", new Line("SKU-00001", 2, 1500), new Line("SKU-00002", 1, 998)));
        assertThat(message.title()).isEqualTo("We have received your order 9007199254740993");
        assertThat(message.body()).contains("order 9007199254740993 of 3 items for 39.98 CNY");
    }

    @Test
    void oneUnitIsOneItem() {
        assertThat(Message.about(created(5, "CNY", new Line("SKU-00001", 1, 5))).body())
                .contains("of 1 item for 0.05 CNY");
    }

    @ParameterizedTest
    @CsvSource({
        "0, CNY, 0.00 CNY",
        "7, CNY, 0.07 CNY",
        "100, EUR, 1.00 EUR",
        "1234, JPY, 1234 JPY",
        "1234, KWD, 1.234 KWD",
        "5, XXX, 5 XXX",
        "9223372036854775807, CNY, 92233720368547758.07 CNY"
    })
    void minorUnitsAreFormattedByTheirCurrency(long minor, String currency, String text) {
        assertThat(Message.about(created(minor, currency, new Line("SKU-00001", 1, 1)))
                        .body())
                .contains(" for " + text + " ");
    }

    @Test
    void unknownCurrencyIsRefused() {
        OrderCreatedEvent event = created(1, "???", new Line("SKU-00001", 1, 1));
        assertThatThrownBy(() -> Message.about(event)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void confirmedAndCancelledOrdersAreNamed() {
        assertThat(Message.about(new OrderConfirmedEvent(
                                ORDER, 42, 2, 1, "east", NOON, 100, "CNY", List.of(new Line("A", 1, 100))))
                        .title())
                .isEqualTo("Your order 9007199254740993 is confirmed");
        assertThat(Message.about(new OrderCancelledEvent(ORDER, 42, 2, 1, "east", NOON))
                        .title())
                .isEqualTo("Your order 9007199254740993 is cancelled");
    }

    @Test
    void paidShippedAndDeliveredOrdersAreNamed() {
        Message paid = Message.about(new OrderPaidEvent(
                ORDER, 42, 3, 1, "east", NOON, 3998, "CNY", List.of(new Line("A", 1, 3998)), ORDER + "-1"));
        assertThat(paid.title()).isEqualTo("Your order 9007199254740993 is paid");
        assertThat(paid.body()).contains("received 39.98 CNY");
        assertThat(Message.about(new OrderShippedEvent(ORDER, 42, 4, 1, "east", NOON))
                        .title())
                .isEqualTo("Your order 9007199254740993 is on its way");
        assertThat(Message.about(new OrderDeliveredEvent(ORDER, 42, 5, 1, "east", NOON))
                        .title())
                .isEqualTo("Your order 9007199254740993 has arrived");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED, is cancelled.",
        "LATE_PAYMENT, came after your order",
        "RETURNED, came back to us.",
        "SOMETHING_NEW, is refunded."
    })
    void refundNamesReasonAndAmount(String reason, String words) {
        Message requested = Message.about(new OrderRefundRequestedEvent(
                ORDER,
                42,
                4,
                1,
                "east",
                NOON,
                ORDER + "-refund",
                ORDER + "-1",
                3998,
                "CNY",
                reason,
                List.of(new Line("A", 1, 3998)),
                true));
        assertThat(requested.body()).contains(words).endsWith("We are paying back 39.98 CNY.");
        assertThat(Message.about(new OrderRefundedEvent(ORDER, 42, 5, 1, "east", NOON, ORDER + "-refund", 3998, "CNY"))
                        .body())
                .isEqualTo("We have paid back 39.98 CNY for your order 9007199254740993.");
    }

    @ParameterizedTest
    @CsvSource({"OUT_OF_STOCK, Not enough in stock", "UNKNOWN_SKU, No longer on sale", "SOMETHING_NEW, Not available"})
    void rejectedOrderNamesReasonAndSkus(String reason, String words) {
        Rejection rejection = new Rejection(reason, List.of("SKU-00007", "SKU-00009"));
        assertThat(Message.about(new OrderRejectedEvent(ORDER, 42, 2, 1, "east", NOON, rejection))
                        .body())
                .endsWith(words + ": SKU-00007, SKU-00009.");
    }

    @Test
    void longSkuListIsTruncated() {
        List<String> skus =
                IntStream.rangeClosed(1, 12).mapToObj("S%d"::formatted).toList();
        Rejection rejection = new Rejection(Rejection.OUT_OF_STOCK, skus);
        assertThat(Message.about(new OrderRejectedEvent(ORDER, 42, 2, 1, "east", NOON, rejection))
                        .body())
                .endsWith("S9, S10 and 2 more.");
    }

    private static OrderCreatedEvent created(long totalMinor, String currency, Line... lines) {
        return new OrderCreatedEvent(
                ORDER, 42, 1, 1, "east", NOON, "REGION", totalMinor, currency, List.of(lines), "key", "");
    }
}
