package dev.orderplatform.regions.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.RegionMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.regions.NotOwner;
import dev.orderplatform.regions.OwnedSlots;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OwnershipFilterTest {
    private static final long OWN = user(0);
    private static final long OTHER = user(1);

    private final OwnershipFilter filter =
            new OwnershipFilter(new OwnedSlots("east", () -> RegionMap.even(List.of("east", "west"))));
    private final AtomicBoolean served = new AtomicBoolean();

    @Test
    void ownUsersAndOrdersAreServedWithTheirSlot() {
        ServerWebExchange list = as(OWN, "/api/v1/payments");
        StepVerifier.create(filtered(list)).verifyComplete();
        assertThat(list.<Slot>getAttribute(OwnershipFilter.SLOT)).isEqualTo(Slot.ofUser(OWN));
        assertThat(served).isTrue();
        ServerWebExchange payment = as(OTHER, "/api/v1/payments/" + orderOf(OWN) + "-1");
        StepVerifier.create(filtered(payment)).verifyComplete();
        assertThat(payment.<Slot>getAttribute(OwnershipFilter.SLOT)).isEqualTo(Slot.ofUser(OWN));
    }

    @Test
    void othersAreRefused() {
        for (ServerWebExchange request : List.of(
                as(OTHER, "/api/v1/payments"),
                as(OTHER, "/api/v1/orders/x"),
                as(OWN, "/api/v1/orders/" + orderOf(OTHER)),
                as(OWN, "/api/v1/payments/" + orderOf(OTHER) + "-1"))) {
            StepVerifier.create(filtered(request))
                    .verifyErrorSatisfies(refusal ->
                            assertThat(((NotOwner) refusal).owner()).isEqualTo(new RegionMap.Ownership("west", 1)));
        }
        assertThat(served).isFalse();
    }

    @Test
    void callbacksAndOtherRequestsAreLeftToTheService() {
        StepVerifier.create(filtered(as(OTHER, "/api/v1/payments/callback"))).verifyComplete();
        assertThat(served.getAndSet(false)).isTrue();
        StepVerifier.create(filtered(as(OTHER, "/api/v1/catalogue"))).verifyComplete();
        assertThat(served).isTrue();
    }

    private Mono<Void> filtered(ServerWebExchange request) {
        return filter.filter(request, _ -> Mono.fromRunnable(() -> served.set(true)));
    }

    private static ServerWebExchange as(long user, String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.get(path))
                .mutate()
                .principal(Mono.just(() -> Long.toString(user)))
                .build();
    }

    private static long orderOf(long user) {
        return OrderId.compose(1_800_000_000_000L, Slot.ofUser(user), 0, 1);
    }

    private static long user(int parity) {
        return LongStream.iterate(1, user -> user + 1)
                .filter(user -> Slot.ofUser(user).number() % 2 == parity)
                .findFirst()
                .orElseThrow();
    }
}
