package dev.orderplatform.sample.web;

import dev.orderplatform.sample.domain.FindSample;
import dev.orderplatform.sample.domain.Sample;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class SampleController {
    private final FindSample find;
    private final Blocking blocking;

    SampleController(FindSample find, Blocking blocking) {
        this.find = find;
        this.blocking = blocking;
    }

    @Operation(operationId = "getSample", summary = "The Sample of one of the caller's own orders")
    @GetMapping("/api/v1/sample/{orderId}")
    Mono<View> get(UserId user, @PathVariable String orderId) {
        long id = parsed(orderId);
        return blocking.call(() -> find.of(user.value(), id).map(View::of).orElseThrow(SampleController::notFound));
    }

    // A malformed id is answered like an unknown one.
    private static long parsed(String orderId) {
        if (!orderId.matches("[1-9][0-9]{0,18}")) {
            throw notFound();
        }
        try {
            return Long.parseLong(orderId);
        } catch (NumberFormatException _) {
            throw notFound(); // more than 63 bits
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(HttpStatus.NOT_FOUND, "There is no Sample for this order.");
    }

    /** JSON form. The id is a string because it exceeds JavaScript's safe integers. */
    @Schema(name = "Sample")
    record View(String orderId, Sample.Status status, int version, Instant changedAt) {

        static View of(Sample sample) {
            return new View(Long.toString(sample.orderId()), sample.status(), sample.version(), sample.at());
        }
    }
}
