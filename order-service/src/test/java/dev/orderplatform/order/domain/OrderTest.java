package dev.orderplatform.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRefundedEvent;
import dev.orderplatform.contracts.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Rejection REASON = new Rejection(Rejection.OUT_OF_STOCK, List.of("SKU-00001"));

    @Test
    void eachTransitionMovesTheVersionByOne() {
        assertThat(in(Status.PENDING).confirm()).isEqualTo(in(Status.CONFIRMED, 4));
        assertThat(in(Status.PENDING).reject(REASON).status()).isEqualTo(Status.REJECTED);
        assertThat(in(Status.CONFIRMED).cancel().status()).isEqualTo(Status.CANCELLED);
        assertThat(in(Status.CONFIRMED).pay("1-1", total()).status()).isEqualTo(Status.PAID);
        assertThat(in(Status.PAID).ship().deliver()).isEqualTo(in(Status.DELIVERED, 5));
    }

    @Test
    void paidOrderIsRefundedWhenItIsCancelledOrComesBack() {
        assertThat(in(Status.PAID).cancel().refund()).contains(refund("1-1", RefundReason.CANCELLED));
        assertThat(in(Status.SHIPPED).takeBack().refund()).contains(refund("1-1", RefundReason.RETURNED));
        assertThat(in(Status.PAID).cancel().completeRefund("1-refund").status()).isEqualTo(Status.REFUNDED);
    }

    @Test
    void paymentOfACancelledOrderIsRefunded() {
        Order late = in(Status.CANCELLED).pay("1-2", total());
        assertThat(late.status()).isEqualTo(Status.REFUND_PENDING);
        assertThat(late.paymentId()).isEmpty();
        assertThat(late.refund()).contains(refund("1-2", RefundReason.LATE_PAYMENT));
        assertThatThrownBy(() -> late.pay("1-3", total())).isInstanceOf(IllegalTransition.class);
    }

    @Test
    void onlyItsOwnRefundEndsTheRefundOfAnOrder() {
        Order pending = in(Status.PAID).cancel();
        for (Order order : List.of(pending, in(Status.PAID), in(Status.CONFIRMED), in(Status.PENDING))) {
            assertThatThrownBy(() -> order.completeRefund("1-1-refund"))
                    .isInstanceOfSatisfying(
                            IllegalTransition.class,
                            illegal -> assertThat(illegal.isTooEarly()).isFalse());
        }
    }

    @Test
    void paymentOfAnotherAmountIsRefused() {
        for (Money other : List.of(new Money(3997, "CNY"), new Money(3998, "EUR"))) {
            assertThatThrownBy(() -> in(Status.CONFIRMED).pay("1-1", other))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void cancellingItAgainChangesNothing() {
        assertThat(Stream.of(Status.values()).filter(status -> in(status).isCancelled()))
                .containsExactly(Status.CANCELLED, Status.REFUND_PENDING, Status.REFUNDED);
    }

    @Test
    void transitionsAreAllowedFromTheirStatesOnly() {
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING), Order::confirm);
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING), order -> order.reject(REASON));
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING, Status.CONFIRMED, Status.PAID), Order::cancel);
        assertAllowedOnlyFrom(
                EnumSet.of(Status.CONFIRMED, Status.CANCELLED),
                order -> order.pay("1-2", total()),
                Status.UNDECIDED,
                Status.PENDING);
        assertAllowedOnlyFrom(EnumSet.of(Status.PAID), Order::ship, Status.UNDECIDED, Status.PENDING, Status.CONFIRMED);
        assertAllowedOnlyFrom(
                EnumSet.of(Status.SHIPPED),
                Order::deliver,
                Status.UNDECIDED,
                Status.PENDING,
                Status.CONFIRMED,
                Status.PAID);
        assertAllowedOnlyFrom(
                EnumSet.of(Status.SHIPPED),
                Order::takeBack,
                Status.UNDECIDED,
                Status.PENDING,
                Status.CONFIRMED,
                Status.PAID);
    }

    @Test
    void storedOrderGivesBackEveryEventOfItsLife() {
        Acceptance acceptance =
                new Acceptance("east", 1, Instant.EPOCH, Durability.REGION, Optional.empty(), "key", "hash");
        StoredOrder stored = StoredOrder.accepted(1, 2, lines(), total(), acceptance);
        List<OrderEvent> events = new ArrayList<>(List.of(stored.created()));
        List<StatusChange> history = new ArrayList<>(stored.history().changes());
        Order order = stored.order();
        List<UnaryOperator<Order>> life = List.of(
                Order::confirm,
                paid -> paid.pay("1-1", total()),
                Order::ship,
                Order::takeBack,
                back -> back.completeRefund("1-refund"));
        for (UnaryOperator<Order> step : life) {
            order = step.apply(order);
            StatusChange entry = new StatusChange(order.status(), Instant.ofEpochSecond(order.version()), "west", 2);
            history.add(entry);
            events.add(new OrderChange(order, entry).event());
        }
        assertThat(new StoredOrder(order, acceptance, new History(history)).events())
                .isEqualTo(events);
        assertThat(events.getLast()).isInstanceOf(OrderRefundedEvent.class);
    }

    @Test
    void everyEventSaysWhichStateTheOrderHasComeTo() {
        StatusChange entry = new StatusChange(Status.PENDING, Instant.EPOCH, "east", 1);
        assertThat(Transition.values()).allSatisfy(transition -> {
            Order order = new Order(
                    1,
                    2,
                    transition.target(),
                    3,
                    lines(),
                    total(),
                    Optional.of(REASON),
                    Optional.of("1-1"),
                    Optional.of(refund("1-1", RefundReason.CANCELLED)));
            assertThat(Transition.statusAfter(transition.event(order, entry))).isEqualTo(transition.target());
        });
        // One of them is that of the acceptance.
        assertThat(Transition.values()).hasSize(EventStreams.ORDER.types().size() - 1);
    }

    private static void assertAllowedOnlyFrom(Set<Status> allowed, UnaryOperator<Order> transition) {
        assertAllowedOnlyFrom(allowed, transition, Status.UNDECIDED);
    }

    /** @param early the states in which it may still be allowed later */
    private static void assertAllowedOnlyFrom(Set<Status> allowed, UnaryOperator<Order> transition, Status... early) {
        for (Status status : EnumSet.complementOf(EnumSet.copyOf(allowed))) {
            assertThatThrownBy(() -> transition.apply(in(status)))
                    .isInstanceOfSatisfying(
                            IllegalTransition.class,
                            illegal -> assertThat(illegal.isTooEarly())
                                    .isEqualTo(Set.of(early).contains(status)));
        }
        assertThat(allowed)
                .allSatisfy(status ->
                        assertThat(transition.apply(in(status)).version()).isEqualTo(4));
    }

    private static Order in(Status status) {
        return in(status, 3);
    }

    private static Order in(Status status, int version) {
        boolean paid = EnumSet.of(Status.PAID, Status.SHIPPED, Status.DELIVERED).contains(status);
        return new Order(
                1,
                2,
                status,
                version,
                lines(),
                total(),
                Optional.empty(),
                paid ? Optional.of("1-1") : Optional.empty(),
                Optional.empty());
    }

    private static Refund refund(String paymentId, RefundReason reason) {
        return new Refund("1-refund", paymentId, total(), reason);
    }

    private static Lines lines() {
        return new Lines(List.of(new Line("SKU-00001", 2, 1999)));
    }

    private static Money total() {
        return new Money(3998, "CNY");
    }
}
