package dev.orderplatform.recommendation.web;

import dev.orderplatform.recommendation.rebuilding.RebuildCounts;
import dev.orderplatform.recommendation.rebuilding.RebuildStatus;
import dev.orderplatform.web.blocking.Blocking;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Rebuilds of the counts, for {@code orderctl rebuild}. */
@Hidden
@RestController
@RequestMapping("/internal/rebuild")
final class RebuildController {
    private final RebuildCounts rebuild;
    private final Blocking blocking;

    RebuildController(RebuildCounts rebuild, Blocking blocking) {
        this.rebuild = rebuild;
        this.blocking = blocking;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<View> start() {
        return blocking.call(() -> View.of(rebuild.start()));
    }

    @GetMapping
    Mono<View> status() {
        return blocking.call(() -> View.of(rebuild.status()));
    }

    /** JSON form. */
    record View(int serving, @Nullable Integer building, long counted, long baskets) {

        static View of(RebuildStatus status) {
            return new View(status.serving(), status.building().orElse(null), status.counted(), status.baskets());
        }
    }
}
