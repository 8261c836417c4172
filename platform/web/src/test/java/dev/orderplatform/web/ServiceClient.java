package dev.orderplatform.web;

import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client of a running service. It reads every finite response to its end, even if a test doesn't: an unread response
 * keeps its connection and buffers.
 */
public final class ServiceClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private ServiceClient() {}

    public static WebTestClient of(String url) {
        return WebTestClient.bindToServer()
                .baseUrl(url)
                .responseTimeout(TIMEOUT)
                .filter(ServiceClient::readToTheEnd)
                .build();
    }

    private static Mono<ClientResponse> readToTheEnd(ClientRequest request, ExchangeFunction next) {
        return next.exchange(request).flatMap(answer -> isStream(answer) ? Mono.just(answer) : readToTheEnd(answer));
    }

    private static boolean isStream(ClientResponse answer) {
        return answer.headers()
                .contentType()
                .filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                .isPresent();
    }

    private static Mono<ClientResponse> readToTheEnd(ClientResponse answer) {
        return DataBufferUtils.join(answer.body(BodyExtractors.toDataBuffers()))
                .map(ServiceClient::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> answer.mutate().body(_ -> Flux.just(wrap(body))).build());
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static DataBuffer wrap(byte[] body) {
        return DefaultDataBufferFactory.sharedInstance.wrap(body);
    }
}
