package dev.orderplatform.order.multiregion;

import dev.orderplatform.globaltransactions.Breakers;
import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.web.identity.ServiceTokens;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClient;

/** The order-service of the other region. Its calls block, with a limit, and stop for a while when it is away. */
final class OtherRegion {
    private final WebClient client;
    private final Duration timeout;
    private final CircuitBreaker breaker = Breakers.of("other-region");

    OtherRegion(WebClient.Builder builder, ServiceTokens tokens, MultiRegionProperties properties) {
        this.client = builder.baseUrl(properties.peer()).filter(tokens.filter()).build();
        this.timeout = properties.timeout();
    }

    /**
     * Has the order written there, as a branch of the transaction.
     *
     * @throws OtherRegionUnavailable when that is not known to have happened
     */
    void write(UndecidedOrder order, String xid) {
        HttpStatusCode status = call(() -> client.post()
                .uri(ReplicaController.PATH)
                .header(Xid.HEADER, xid)
                .bodyValue(order)
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode()))
                .block(timeout));
        if (!status.is2xxSuccessful()) {
            throw new OtherRegionUnavailable("the other region answered " + status.value());
        }
    }

    /** Whether the order is stored there, decided or not. */
    boolean holds(long orderId) {
        HttpStatusCode status = call(() -> client.get()
                .uri(ReplicaController.PATH + "/{id}", orderId)
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode()))
                .block(timeout));
        if (!status.is2xxSuccessful() && status.value() != HttpStatus.NOT_FOUND.value()) {
            throw new OtherRegionUnavailable("the other region answered " + status.value());
        }
        return status.is2xxSuccessful();
    }

    /** False while calls would be refused without trying, since it was away a moment ago. */
    boolean isTried() {
        return breaker.getState() != CircuitBreaker.State.OPEN;
    }

    private HttpStatusCode call(Callable<HttpStatusCode> request) {
        try {
            return breaker.executeCallable(request);
        } catch (CallNotPermittedException e) {
            throw new OtherRegionUnavailable("the other region was away a moment ago", e);
        } catch (Exception e) {
            throw new OtherRegionUnavailable("the other region does not answer: " + e.getMessage(), e);
        }
    }
}
