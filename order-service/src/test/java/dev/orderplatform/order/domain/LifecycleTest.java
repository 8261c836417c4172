package dev.orderplatform.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    @Test
    void eachStepMovesTheVersionByOne() {
        assertThat(in(Status.PENDING).confirm()).isEqualTo(new Lifecycle(1, 2, Status.CONFIRMED, 4));
        assertThat(in(Status.PENDING).reject().status()).isEqualTo(Status.REJECTED);
        assertThat(in(Status.CONFIRMED).cancel().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void stepsAreAllowedFromTheirStatesOnly() {
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING), Lifecycle::confirm);
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING), Lifecycle::reject);
        assertAllowedOnlyFrom(EnumSet.of(Status.PENDING, Status.CONFIRMED), Lifecycle::cancel);
    }

    private static void assertAllowedOnlyFrom(Set<Status> allowed, UnaryOperator<Lifecycle> step) {
        for (Status status : EnumSet.complementOf(EnumSet.copyOf(allowed))) {
            assertThatThrownBy(() -> step.apply(in(status)))
                    .isInstanceOfSatisfying(
                            IllegalTransition.class,
                            illegal -> assertThat(illegal.isTooEarly()).isEqualTo(status == Status.UNDECIDED));
        }
        assertThat(allowed)
                .allSatisfy(
                        status -> assertThat(step.apply(in(status)).version()).isEqualTo(4));
    }

    private static Lifecycle in(Status status) {
        return new Lifecycle(1, 2, status, 3);
    }
}
