package dev.orderplatform.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Rejection REASON = new Rejection(Rejection.OUT_OF_STOCK, List.of("SKU-00001"));

    @Test
    void eachTransitionMovesTheVersionByOne() {
        assertThat(in(Status.PENDING).confirm()).isEqualTo(in(Status.CONFIRMED, 4));
        assertThat(in(Status.PENDING).reject(REASON).status()).isEqualTo(Status.REJECTED);
        assertThat(in(Status.CONFIRMED).cancel().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void transitionsAreAllowedFromTheirStatesOnly() {
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING), Order::confirm);
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING), order -> order.reject(REASON));
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING, Status.CONFIRMED), Order::cancel);
    }

    @Test
    void everyEventSaysWhichStateTheOrderHasComeTo() {
        StatusChange entry = new StatusChange(Status.PENDING, Instant.EPOCH, "east", 1);
        assertThat(Transition.values()).allSatisfy(transition -> {
            Order order = new Order(1, 2, transition.target(), 3, lines(), total(), Optional.of(REASON));
            assertThat(Transition.statusAfter(transition.event(order, entry))).isEqualTo(transition.target());
        });
        // One of them is that of the acceptance.
        assertThat(Transition.values()).hasSize(EventStreams.ORDER.types().size() - 1);
    }

    private static void assertAllowedOnlyFrom(Set<Status> allowed, UnaryOperator<Order> transition) {
        for (Status status : EnumSet.complementOf(EnumSet.copyOf(allowed))) {
            assertThatThrownBy(() -> transition.apply(in(status)))
                    .isInstanceOfSatisfying(
                            IllegalTransition.class,
                            illegal -> assertThat(illegal.isTooEarly()).isEqualTo(status == Status.UNDECIDED));
        }
        assertThat(allowed)
                .allSatisfy(status ->
                        assertThat(transition.apply(in(status)).version()).isEqualTo(4));
    }

    private static Order in(Status status) {
        return in(status, 3);
    }

    private static Order in(Status status, int version) {
        return new Order(1, 2, status, version, lines(), total(), Optional.empty());
    }

    private static Lines lines() {
        return new Lines(List.of(new Line("SKU-00001", 2, 1999)));
    }

    private static Money total() {
        return new Money(3998, "CNY");
    }
}
