package dev.orderplatform.inventory.stock.http;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.stock.RegionStock;
import dev.orderplatform.inventory.stock.StockQuery;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Queries the other regions' inventories for their stock, concurrently. */
@Component
public final class PeerStock {
    private static final Logger log = LoggerFactory.getLogger(PeerStock.class);
    /** Max concurrent bulk queries, each of up to {@link StockQuery#MAX_SKUS}. */
    private static final int CONCURRENCY = 4;

    private static final ParameterizedTypeReference<Map<String, RegionStock>> STOCK_BY_SKU =
            new ParameterizedTypeReference<>() {};

    private final WebClient client;
    private final PeerProperties properties;

    PeerStock(WebClient.Builder builder, ServiceTokens tokens, PeerProperties properties) {
        this.client = builder.filter(tokens.filter()).build();
        this.properties = properties;
    }

    /** One element per region that has the SKU; fails with 503 if a region does not respond in time. */
    public Flux<RegionStock> of(Sku sku) {
        return Flux.fromIterable(properties.inventory().entrySet()).flatMap(peer -> query(peer, sku));
    }

    /**
     * The other regions' stock of these SKUs. A SKU has no entry if any region did not respond for it. Blocks for at
     * most one request timeout.
     */
    public Map<String, List<RegionStock>> of(Collection<String> skus) {
        return Flux.fromIterable(skus)
                .buffer(StockQuery.MAX_SKUS)
                .flatMap(this::queryAll, CONCURRENCY)
                .take(properties.timeout())
                .<Map<String, List<RegionStock>>>collect(HashMap::new, Map::putAll)
                .blockOptional()
                .orElseThrow();
    }

    private Mono<RegionStock> query(Map.Entry<String, ?> peer, Sku sku) {
        return client.get()
                .uri(peer.getValue() + "/internal/stock/{sku}", sku.code())
                .retrieve()
                .bodyToMono(RegionStock.class)
                .onErrorResume(WebClientResponseException.NotFound.class, _ -> Mono.empty())
                .timeout(properties.timeout(), Mono.error(() -> unavailable(peer.getKey())))
                .onErrorMap(WebClientException.class, _ -> unavailable(peer.getKey()));
    }

    /** Empty if a region can't respond, as one of an earlier release, which lacks this route. */
    private Mono<Map<String, List<RegionStock>>> queryAll(List<String> skus) {
        return Flux.fromIterable(properties.inventory().values())
                .flatMap(peer -> client.post()
                        .uri(peer + "/internal/stock")
                        .bodyValue(new StockQuery(skus))
                        .retrieve()
                        .bodyToMono(STOCK_BY_SKU)
                        .single())
                .collectList()
                .map(responses -> bySku(skus, responses))
                .onErrorResume(e -> {
                    log.info("the other regions' stock of {} SKUs is unknown: {}", skus.size(), e.getMessage());
                    return Mono.empty();
                });
    }

    private static Map<String, List<RegionStock>> bySku(List<String> skus, List<Map<String, RegionStock>> responses) {
        Map<String, List<RegionStock>> all = new HashMap<>();
        for (String sku : skus) {
            List<RegionStock> stock = new ArrayList<>();
            responses.forEach(response -> Optional.ofNullable(response.get(sku)).ifPresent(stock::add));
            all.put(sku, stock);
        }
        return all;
    }

    private static ProblemException unavailable(String region) {
        return ProblemException.unavailable("The inventory of region " + region + " does not respond.");
    }
}
