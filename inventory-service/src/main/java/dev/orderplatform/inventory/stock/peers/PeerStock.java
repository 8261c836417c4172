package dev.orderplatform.inventory.stock.peers;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.stock.RegionStock;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.problem.ProblemException;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks the other regions' inventories for their stock, all at once. */
@Component
public final class PeerStock {
    private final WebClient client;
    private final PeerProperties properties;

    PeerStock(WebClient.Builder builder, ServiceTokens tokens, PeerProperties properties) {
        this.client = builder.filter(tokens.filter()).build();
        this.properties = properties;
    }

    /** One element a region that has the SKU; refuses with 503 when a region does not answer in time. */
    public Flux<RegionStock> of(Sku sku) {
        return Flux.fromIterable(properties.inventory().entrySet()).flatMap(peer -> ask(peer, sku));
    }

    private Mono<RegionStock> ask(Map.Entry<String, ?> peer, Sku sku) {
        return client.get()
                .uri(peer.getValue() + "/internal/stock/{sku}", sku.code())
                .retrieve()
                .bodyToMono(RegionStock.class)
                .onErrorResume(WebClientResponseException.NotFound.class, _ -> Mono.empty())
                .timeout(properties.timeout(), Mono.error(() -> away(peer.getKey())))
                .onErrorMap(WebClientException.class, _ -> away(peer.getKey()));
    }

    private static ProblemException away(String region) {
        return ProblemException.unavailable("The inventory of region " + region + " does not answer.");
    }
}
