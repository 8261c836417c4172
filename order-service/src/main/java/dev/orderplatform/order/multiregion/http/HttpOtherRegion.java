package dev.orderplatform.order.multiregion.http;

import dev.orderplatform.globaltransactions.CircuitBreakers;
import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.multiregion.MultiRegionProperties;
import dev.orderplatform.order.multiregion.OtherRegion;
import dev.orderplatform.order.multiregion.OtherRegionUnavailable;
import dev.orderplatform.order.multiregion.UndecidedOrder;
import dev.orderplatform.web.identity.ServiceTokens;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

@Component
@ConditionalOnProperty("platform.global.enabled")
final class HttpOtherRegion implements OtherRegion {
    private final WebClient client;
    private final Duration timeout;
    private final CircuitBreaker breaker = CircuitBreakers.of("other-region");

    HttpOtherRegion(WebClient.Builder builder, ServiceTokens tokens, MultiRegionProperties properties) {
        this.client = builder.baseUrl(properties.peer()).filter(tokens.filter()).build();
        this.timeout = properties.timeout();
    }

    @Override
    public void write(StoredOrder order, String xid) {
        HttpStatusCode status = call(() -> client.post()
                .uri(UndecidedOrder.PATH)
                .header(Xid.HEADER, xid)
                .bodyValue(UndecidedOrder.of(order))
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode()))
                .block(timeout));
        if (!status.is2xxSuccessful()) {
            throw new OtherRegionUnavailable("the other region answered " + status.value());
        }
    }

    @Override
    public boolean holds(long orderId) {
        HttpStatusCode status = call(() -> client.get()
                .uri(UndecidedOrder.PATH + "/{id}", orderId)
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode()))
                .block(timeout));
        if (!status.is2xxSuccessful() && status.value() != HttpStatus.NOT_FOUND.value()) {
            throw new OtherRegionUnavailable("the other region answered " + status.value());
        }
        return status.is2xxSuccessful();
    }

    @Override
    public boolean isAvailable() {
        return breaker.getState() != CircuitBreaker.State.OPEN;
    }

    private HttpStatusCode call(Callable<HttpStatusCode> request) {
        try {
            return breaker.executeCallable(request);
        } catch (CallNotPermittedException e) {
            throw new OtherRegionUnavailable("the circuit breaker for the other region is open", e);
        } catch (Exception e) {
            throw new OtherRegionUnavailable("the other region does not answer: " + e.getMessage(), e);
        }
    }
}
