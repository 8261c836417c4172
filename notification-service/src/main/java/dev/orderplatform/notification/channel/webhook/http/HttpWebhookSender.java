package dev.orderplatform.notification.channel.webhook.http;

import dev.orderplatform.notification.channel.webhook.Attempt;
import dev.orderplatform.notification.channel.webhook.WebhookProperties;
import dev.orderplatform.notification.channel.webhook.WebhookSender;
import dev.orderplatform.notification.endpoint.EndpointHosts;
import dev.orderplatform.notification.endpoint.EndpointUrl;
import dev.orderplatform.webhooks.WebhookHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Sends webhooks with Reactor Netty. Each request has a connection of its own: a pool is shared by all customers whose
 * endpoints have the same host, and its connections were checked at another time.
 */
@Component
final class HttpWebhookSender implements WebhookSender {
    /** Of the response. The rest is not read, as only the status counts. */
    private static final int MAX_BODY = 16 * 1024;

    private final HttpClient http;
    private final Duration timeout;

    HttpWebhookSender(EndpointHosts hosts, WebhookProperties properties, ReactorResourceFactory resources) {
        this.timeout = properties.timeout();
        this.http = HttpClient.create(ConnectionProvider.newConnection())
                .runOn(resources.getLoopResources())
                .resolver(new CheckedAddresses(hosts))
                .followRedirect(false)
                .noProxy()
                .disableRetry(true)
                .compress(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connectTimeout().toMillis())
                .responseTimeout(properties.responseTimeout())
                .headers(headers ->
                        headers.set("content-type", "application/json").set("user-agent", "order-platform-webhooks"));
    }

    @Override
    public Attempt send(EndpointUrl url, WebhookHeaders headers, byte[] body) {
        long begin = System.nanoTime();
        try {
            Integer status = request(url, headers, body).timeout(timeout).block();
            return status == null ? Attempt.failed("no answer", since(begin)) : Attempt.answered(status, since(begin));
        } catch (RuntimeException e) {
            return Attempt.failed(reason(Exceptions.unwrap(e)), since(begin));
        }
    }

    private Mono<Integer> request(EndpointUrl url, WebhookHeaders headers, byte[] body) {
        return http.headers(all -> headers.forEach(all::set))
                .post()
                .uri(url.uri())
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .response(HttpWebhookSender::status)
                .next();
    }

    // Reads the body, so that an answer that is not complete in time is a failure. Cancelling closes the connection.
    private static Flux<Integer> status(HttpClientResponse response, ByteBufFlux body) {
        return body.map(ByteBuf::readableBytes)
                .scan(0, Integer::sum)
                .takeUntil(bytes -> bytes > MAX_BODY)
                .thenMany(Mono.just(response.status().code()).flux());
    }

    private String reason(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "no complete answer within " + timeout.toMillis() + " ms";
        }
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
