package dev.orderplatform.inventory.stock.peers;

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

/** Asks the other regions' inventories for their stock, all at once. */
@Component
public final class PeerStock {
    private static final Logger log = LoggerFactory.getLogger(PeerStock.class);
    /** Bulk queries under way at once, each of {@link StockQuery#MAX_SKUS}. */
    private static final int CONCURRENCY = 4;

    private static final ParameterizedTypeReference<Map<String, RegionStock>> STOCK_BY_SKU =
            new ParameterizedTypeReference<>() {};

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

    /**
     * What the other regions have of these SKUs; a SKU for which any of them did not answer has no entry: nobody knows.
     * Blocks until all have answered, but no longer than the time-out for one answer.
     */
    public Map<String, List<RegionStock>> of(Collection<String> skus) {
        return Flux.fromIterable(skus)
                .buffer(StockQuery.MAX_SKUS)
                .flatMap(this::askAll, CONCURRENCY)
                .take(properties.timeout())
                .<Map<String, List<RegionStock>>>collect(HashMap::new, Map::putAll)
                .blockOptional()
                .orElseThrow();
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

    /** Empty when a region can't answer; one of an earlier release, which has no such route, can't. */
    private Mono<Map<String, List<RegionStock>>> askAll(List<String> skus) {
        return Flux.fromIterable(properties.inventory().values())
                .flatMap(peer -> client.post()
                        .uri(peer + "/internal/stock")
                        .bodyValue(new StockQuery(skus))
                        .retrieve()
                        .bodyToMono(STOCK_BY_SKU)
                        .single())
                .collectList()
                .map(answers -> bySku(skus, answers))
                .onErrorResume(e -> {
                    log.info("the other regions' stock of {} SKUs is unknown: {}", skus.size(), e.getMessage());
                    return Mono.empty();
                });
    }

    private static Map<String, List<RegionStock>> bySku(List<String> skus, List<Map<String, RegionStock>> answers) {
        Map<String, List<RegionStock>> all = new HashMap<>();
        for (String sku : skus) {
            List<RegionStock> stock = new ArrayList<>();
            answers.forEach(answer -> Optional.ofNullable(answer.get(sku)).ifPresent(stock::add));
            all.put(sku, stock);
        }
        return all;
    }

    private static ProblemException away(String region) {
        return ProblemException.unavailable("The inventory of region " + region + " does not answer.");
    }
}
