package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.OrderServiceApplication;
import dev.orderplatform.order.catalogue.Prices;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.ids.OrderIds;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.outbox.Publisher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An order-service that can also load its own write path, or answers orders without storing them. */
final class WritePathService {
    static final String IN_PROCESS = "/bench/in-process";
    static final String ANSWER_ONLY = "bench.answer-only";

    private WritePathService() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(OrderServiceApplication.class, Beans.class).run(arguments);
    }

    /** Not found by component scans, so that tests' services don't contain it. */
    static final class Beans {
        @Bean
        @Primary
        GatedOutbox gatedOutbox(@Qualifier("immediatePublisher") Publisher publisher) {
            return new GatedOutbox(publisher);
        }

        @Bean
        @Primary
        @ConditionalOnBooleanProperty(ANSWER_ONLY)
        PlaceOrder answerOnly(Prices prices, OrderWriters writers, OrderIds ids) {
            return new AnswerOnly(prices, writers, ids);
        }

        @Bean
        RouterFunction<ServerResponse> inProcess(PlaceOrder placeOrder, GatedOutbox outbox) {
            return RouterFunctions.route()
                    .POST(
                            IN_PROCESS,
                            request -> Mono.fromCallable(() -> load(request, placeOrder, outbox))
                                    .subscribeOn(Schedulers.boundedElastic())
                                    .flatMap(loaded -> ServerResponse.ok().bodyValue(loaded)))
                    .build();
        }

        private static InProcessLoad.Outcome load(ServerRequest request, PlaceOrder placeOrder, GatedOutbox outbox)
                throws InterruptedException {
            outbox.open.set(number(request, "publish") == 1);
            try {
                var load = new InProcessLoad(
                        placeOrder, number(request, "users"), number(request, "skus"), number(request, "lines"));
                return load.run(number(request, "atOnce"), Duration.ofMillis(number(request, "millis")));
            } finally {
                outbox.open.set(true);
            }
        }

        private static int number(ServerRequest request, String name) {
            return Integer.parseInt(request.queryParam(name).orElseThrow());
        }
    }

    /** While closed, every event stays in its table, as with the plain inserts. */
    static final class GatedOutbox implements Publisher {
        private final Publisher publisher;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private GatedOutbox(Publisher publisher) {
            this.publisher = publisher;
        }

        @Override
        public void publish(OutboxTable table, List<EventMessage> events, Map<String, List<EventId>> earlier) {
            if (open.get()) {
                publisher.publish(table, events, earlier);
            }
        }
    }

    /** Prices the order and responds immediately, to measure HTTP, security, JSON and validation alone. */
    private static final class AnswerOnly extends PlaceOrder {
        private final Prices prices;
        private final OrderIds ids;

        private AnswerOnly(Prices prices, OrderWriters writers, OrderIds ids) {
            super(prices, writers, Optional.empty());
            this.prices = prices;
            this.ids = ids;
        }

        @Override
        public CompletableFuture<Placement> place(
                Slot slot, long userId, String key, Basket basket, String traceparent) {
            long total = basket.items().stream()
                    .mapToLong(
                            item -> prices.of(item.sku().code()).orElseThrow().minor() * item.units())
                    .sum();
            long id = ids.next(slot);
            return CompletableFuture.completedFuture(new Placement.Placed(
                    new PlacedOrder(id, Status.PENDING, "east", total, "CNY", OrderId.time(id), Optional.empty())));
        }
    }
}
