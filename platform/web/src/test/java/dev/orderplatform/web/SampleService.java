package dev.orderplatform.web;

import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.paging.Cursor;
import dev.orderplatform.web.paging.Page;
import dev.orderplatform.web.paging.PageLimit;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A minimal service that uses everything in this module. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(SampleService.Samples.class)
class SampleService {

    @Bean
    SecurityWebFilterChain security(ApiSecurity security) {
        return security.chain(rules -> rules.allow(Scope.ORDERS, "/orders/**")
                .allow(Scope.SERVICE, "/internal/**")
                .open("/open/**"));
    }

    @Bean
    OpenApiCustomizer documentWithItsThread() {
        return document ->
                document.addExtension("x-thread", Thread.currentThread().isVirtual() ? "virtual" : "platform");
    }

    enum Durability {
        REGION,
        MULTI_REGION
    }

    record Line(@NotBlank String sku, @Min(1) @Max(10_000) int quantity) {}

    record Order(
            @NotEmpty List<@Valid Line> lines, @Nullable Durability durability) {}

    record Flags(
            boolean flag,
            long number,
            String text,
            @Nullable Instant at,
            @Nullable List<String> tags) {}

    @RestController
    static class Samples {

        private final Blocking blocking;
        private final AtomicInteger placed = new AtomicInteger();

        Samples(Blocking blocking) {
            this.blocking = blocking;
        }

        int placed() {
            return placed.get();
        }

        @PostMapping("/orders")
        Mono<Map<String, Object>> place(
                UserId user,
                TraceParent trace,
                @RequestHeader("Idempotency-Key") @Pattern(regexp = "[!-~]{1,128}") String key,
                @Valid @RequestBody Order order) {
            placed.incrementAndGet();
            return blocking.call(() -> Map.of(
                    "user",
                    user.value(),
                    "lines",
                    order.lines().size(),
                    "trace",
                    trace.value(),
                    "thread",
                    Thread.currentThread().isVirtual()));
        }

        @GetMapping("/orders")
        Page<String> list(@RequestParam Optional<String> limit, @RequestParam Optional<String> cursor) {
            PageLimit items = PageLimit.of(limit.orElse(null));
            Optional<Long> from = Cursor.decode(cursor.orElse(null), Long::parseLong);
            return new Page<>(List.of("limit " + items.items()), from.map(n -> Cursor.encode("" + (n + 1))));
        }

        @GetMapping("/internal/ping")
        String ping() {
            return "pong";
        }

        @PostMapping("/open/flags")
        Flags flags(@RequestBody Flags flags) {
            return flags;
        }

        @GetMapping(path = "/open/text", produces = MediaType.TEXT_PLAIN_VALUE)
        String text() {
            return "text";
        }

        @GetMapping("/open/number")
        int number(@RequestParam int n) {
            return n;
        }

        @GetMapping("/open/things/{n}")
        int thing(@PathVariable int n) {
            return n;
        }

        @GetMapping("/open/fail")
        String fail() {
            throw new IllegalStateException("jdbc:secret in com.example.Internal");
        }
    }
}
