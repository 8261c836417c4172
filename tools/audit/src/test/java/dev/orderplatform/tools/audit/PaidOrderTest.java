package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaidOrderTest {

    private static final PartId FIRST = new PartId(5, 1);
    private static final PartId SECOND = new PartId(5, 2);
    private static final Movement TOTAL = new Movement(FIRST, 300, "CNY");

    @ParameterizedTest
    @ValueSource(strings = {"PAID", "SHIPPED", "DELIVERED"})
    void theProviderHoldsTheTotalOfAPaidOrder(String status) {
        assertThat(difference(status, Set.of(), TOTAL)).isEmpty();
        assertThat(difference(status, Set.of()))
                .contains("5: " + status + ", total 300 CNY, but the provider holds nothing");
        assertThat(difference(status, Set.of(), new Movement(FIRST, 299, "CNY")))
                .isPresent();
        assertThat(difference(status, Set.of(), new Movement(FIRST, 300, "USD")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "CONFIRMED", "REJECTED", "CANCELLED", "REFUNDED"})
    void theProviderHoldsNothingOfOtherOrders(String status) {
        assertThat(difference(status, Set.of())).isEmpty();
        assertThat(difference(status, Set.of(), TOTAL))
                .contains("5: " + status + ", total 300 CNY, but the provider holds 300 CNY of payment 5-1");
    }

    @Test
    void itHoldsEitherWhileTheOrderIsRefunded() {
        assertThat(difference("REFUND_PENDING", Set.of())).isEmpty();
        assertThat(difference("REFUND_PENDING", Set.of(), TOTAL)).isEmpty();
        assertThat(difference("REFUND_PENDING", Set.of(), TOTAL, new Movement(SECOND, 300, "CNY")))
                .isPresent();
    }

    @Test
    void anOrderIsNotPaidTwice() {
        assertThat(difference("PAID", Set.of(), TOTAL, new Movement(SECOND, 300, "CNY")))
                .contains("5: PAID, total 300 CNY, but the provider holds 300 CNY of payment 5-1, 300 CNY of payment"
                        + " 5-2");
    }

    @Test
    void anOpenPaymentCountsOrNot() {
        var second = new Movement(SECOND, 301, "CNY");
        assertThat(difference("PAID", Set.of(SECOND), TOTAL, second)).isEmpty();
        assertThat(difference("PAID", Set.of(SECOND), TOTAL, new Movement(SECOND, 300, "USD")))
                .isEmpty();
        assertThat(difference("PAID", Set.of(FIRST), TOTAL)).isEmpty();
        assertThat(difference("CONFIRMED", Set.of(FIRST), TOTAL)).isEmpty();
        assertThat(difference("PAID", Set.of(SECOND), second)).isPresent();
    }

    private static Optional<String> difference(String status, Set<PartId> open, Movement... balances) {
        return new PaidOrder(5, status, 300, "CNY").difference(List.of(balances), open::contains);
    }
}
