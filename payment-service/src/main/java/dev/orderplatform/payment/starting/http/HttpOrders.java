package dev.orderplatform.payment.starting.http;

import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.starting.OrderToPay;
import dev.orderplatform.payment.starting.Orders;
import dev.orderplatform.payment.starting.OrdersUnavailable;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.outbound.ResilientClient;
import dev.orderplatform.web.outbound.ResilientClient.Answer;
import dev.orderplatform.web.outbound.SystemUnavailable;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** Looks up orders. While order-service is down, payments are refused at once. */
@Component
@EnableConfigurationProperties(OrderServiceProperties.class)
final class HttpOrders implements Orders {
    private final ResilientClient client;

    HttpOrders(WebClient.Builder builder, ServiceTokens tokens, OrderServiceProperties properties) {
        WebClient http = builder.baseUrl(properties.url().toString())
                .filter(tokens.filter())
                .build();
        this.client = new ResilientClient("order-service", http, properties.limits());
    }

    /** What a payment needs of an order. */
    private record View(long userId, String status, long totalMinor, String currency) {

        OrderToPay order() {
            return new OrderToPay(userId, status, new Money(totalMinor, currency));
        }
    }

    @Override
    public Optional<OrderToPay> find(long orderId) {
        Answer answer = ask(orderId);
        if (answer.is(HttpStatus.NOT_FOUND)) {
            return Optional.empty();
        }
        if (!answer.status().is2xxSuccessful()) {
            // 421 too: one of the two services does not know yet who owns the order's slot.
            throw new OrdersUnavailable("order-service answered " + answer.status());
        }
        return Optional.of(answer.as(View.class).order());
    }

    private Answer ask(long orderId) {
        try {
            return client.call(http -> http.get().uri("/internal/orders/{orderId}", orderId));
        } catch (SystemUnavailable e) {
            throw new OrdersUnavailable(e.getMessage());
        }
    }
}
