package dev.orderplatform.recommendation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.RecommendationRegisteredEvent;
import dev.orderplatform.contracts.RecommendationWithdrawnEvent;
import dev.orderplatform.recommendation.domain.Recommendation.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecommendationTest {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant LATER = AT.plusSeconds(60);
    private static final List<Line> LINES = List.of(new Line("SKU-00001", 1, 100));
    private static final OrderCreatedEvent CREATED =
            new OrderCreatedEvent(7, 42, 1, 3, "east", AT, "REGION", 100, "CNY", LINES, "key", "");
    private static final OrderConfirmedEvent CONFIRMED =
            new OrderConfirmedEvent(7, 42, 2, 3, "east", AT, 100, "CNY", LINES);
    private static final OrderCancelledEvent CANCELLED = new OrderCancelledEvent(7, 42, 3, 4, "east", AT);
    private static final Recommendation REGISTERED = new Recommendation(7, 42, Status.REGISTERED, 1, 3, AT);

    @Test
    void confirmedOrderRegistersIt() {
        assertThat(Recommendation.after(CREATED, Optional.empty(), AT)).isEmpty();
        assertThat(Recommendation.after(CONFIRMED, Optional.empty(), AT)).contains(REGISTERED);
        assertThat(REGISTERED.event()).isEqualTo(new RecommendationRegisteredEvent(7, 42, 1, 3, AT));
    }

    @Test
    void cancelledOrderWithdrawsIt() {
        Recommendation withdrawn =
                Recommendation.after(CANCELLED, Optional.of(REGISTERED), LATER).orElseThrow();
        assertThat(withdrawn).isEqualTo(new Recommendation(7, 42, Status.WITHDRAWN, 2, 4, LATER));
        assertThat(withdrawn.event()).isEqualTo(new RecommendationWithdrawnEvent(7, 42, 2, 4, LATER));
    }

    @Test
    void lateConfirmationOfACancelledOrderChangesNothing() {
        Recommendation withdrawn =
                Recommendation.after(CANCELLED, Optional.empty(), AT).orElseThrow();
        assertThat(withdrawn.status()).isEqualTo(Status.WITHDRAWN);
        assertThat(withdrawn.version()).isEqualTo(1);
        assertThat(Recommendation.after(CONFIRMED, Optional.of(withdrawn), LATER))
                .isEmpty();
    }

    @Test
    void repeatedEventChangesNothing() {
        assertThat(Recommendation.after(CONFIRMED, Optional.of(REGISTERED), LATER))
                .isEmpty();
        Optional<Recommendation> withdrawn = Recommendation.after(CANCELLED, Optional.of(REGISTERED), AT);
        assertThat(Recommendation.after(CANCELLED, withdrawn, LATER)).isEmpty();
    }

    @Test
    void transitionGuardsItself() {
        Recommendation withdrawn = REGISTERED.withdraw(3, LATER);
        assertThatThrownBy(() -> withdrawn.withdraw(3, LATER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is WITHDRAWN, not REGISTERED");
    }

    @Test
    void impossibleValuesAreRefused() {
        assertThatThrownBy(() -> new Recommendation(7, 0, Status.REGISTERED, 1, 1, AT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
