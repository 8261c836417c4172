package dev.orderplatform.order.ownership;

import dev.orderplatform.regions.RequestSlot;
import java.security.Principal;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a user's request for an order whose slot another region owns, with 421 and the owner. */
@Component
final class HomeOnly implements WebFilter, Ordered {
    private final OwnSlots slots;

    HomeOnly(OwnSlots slots) {
        this.slots = slots;
    }

    /** After security, which says who the user is. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // Decoded, as the controllers match it.
        String path = exchange.getRequest().getURI().getPath();
        if (!path.startsWith(RequestSlot.ORDERS)) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .doOnNext(user -> slots.require(RequestSlot.of(path, Long.parseLong(user))))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }
}
