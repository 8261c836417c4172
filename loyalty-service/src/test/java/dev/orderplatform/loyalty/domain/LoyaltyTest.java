package dev.orderplatform.loyalty.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.LoyaltyRegisteredEvent;
import dev.orderplatform.contracts.LoyaltyWithdrawnEvent;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.loyalty.domain.Loyalty.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoyaltyTest {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant LATER = AT.plusSeconds(60);
    private static final List<Line> LINES = List.of(new Line("SKU-00001", 1, 100));
    private static final OrderCreatedEvent CREATED =
            new OrderCreatedEvent(7, 42, 1, 3, "east", AT, "REGION", 100, "CNY", LINES, "key", "");
    private static final OrderConfirmedEvent CONFIRMED =
            new OrderConfirmedEvent(7, 42, 2, 3, "east", AT, 100, "CNY", LINES);
    private static final OrderCancelledEvent CANCELLED = new OrderCancelledEvent(7, 42, 3, 4, "east", AT);
    private static final Loyalty REGISTERED = new Loyalty(7, 42, Status.REGISTERED, 1, 3, AT);

    @Test
    void confirmedOrderRegistersIt() {
        assertThat(Loyalty.after(CREATED, Optional.empty(), AT)).isEmpty();
        assertThat(Loyalty.after(CONFIRMED, Optional.empty(), AT)).contains(REGISTERED);
        assertThat(REGISTERED.event()).isEqualTo(new LoyaltyRegisteredEvent(7, 42, 1, 3, AT));
    }

    @Test
    void cancelledOrderWithdrawsIt() {
        Loyalty withdrawn =
                Loyalty.after(CANCELLED, Optional.of(REGISTERED), LATER).orElseThrow();
        assertThat(withdrawn).isEqualTo(new Loyalty(7, 42, Status.WITHDRAWN, 2, 4, LATER));
        assertThat(withdrawn.event()).isEqualTo(new LoyaltyWithdrawnEvent(7, 42, 2, 4, LATER));
    }

    @Test
    void lateConfirmationOfACancelledOrderChangesNothing() {
        Loyalty withdrawn = Loyalty.after(CANCELLED, Optional.empty(), AT).orElseThrow();
        assertThat(withdrawn.status()).isEqualTo(Status.WITHDRAWN);
        assertThat(withdrawn.version()).isEqualTo(1);
        assertThat(Loyalty.after(CONFIRMED, Optional.of(withdrawn), LATER)).isEmpty();
    }

    @Test
    void repeatedEventChangesNothing() {
        assertThat(Loyalty.after(CONFIRMED, Optional.of(REGISTERED), LATER)).isEmpty();
        Optional<Loyalty> withdrawn = Loyalty.after(CANCELLED, Optional.of(REGISTERED), AT);
        assertThat(Loyalty.after(CANCELLED, withdrawn, LATER)).isEmpty();
    }

    @Test
    void transitionGuardsItself() {
        Loyalty withdrawn = REGISTERED.withdraw(3, LATER);
        assertThatThrownBy(() -> withdrawn.withdraw(3, LATER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is WITHDRAWN, not REGISTERED");
    }

    @Test
    void impossibleValuesAreRefused() {
        assertThatThrownBy(() -> new Loyalty(7, 0, Status.REGISTERED, 1, 1, AT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
