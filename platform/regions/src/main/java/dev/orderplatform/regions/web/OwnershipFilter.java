package dev.orderplatform.regions.web;

import dev.orderplatform.ids.Slot;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.regions.RequestSlot;
import java.security.Principal;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a user's request for orders or payments whose slot another region owns, with 421 and the owner. A callback has
 * no user: its service calls {@link OwnedSlots#require} once it has verified the signature.
 */
public final class OwnershipFilter implements WebFilter, Ordered {
    /** Request attribute: the {@link Slot} that the request is for. */
    public static final String SLOT = "slot";

    private final OwnedSlots slots;

    OwnershipFilter(OwnedSlots slots) {
        this.slots = slots;
    }

    /** After security, which identifies the user. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // The decoded path, as the controllers match it.
        String path = exchange.getRequest().getURI().getPath();
        if (!RequestSlot.isOwned(path)) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .doOnNext(user -> {
                    Slot slot = RequestSlot.of(path, Long.parseLong(user));
                    slots.require(slot);
                    exchange.getAttributes().put(SLOT, slot);
                })
                .then(Mono.defer(() -> chain.filter(exchange)));
    }
}
