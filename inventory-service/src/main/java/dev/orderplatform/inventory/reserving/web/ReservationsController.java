package dev.orderplatform.inventory.reserving.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.reserving.ReserveStock;
import dev.orderplatform.web.blocking.Blocking;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code PUT} and {@code DELETE /internal/reservations/{orderId}}, for order-service only; both may be repeated. */
@Hidden
@RestController
@RequestMapping("/internal/reservations/{orderId}")
@ConditionalOnProperty(name = "platform.flow", havingValue = "synchronous")
class ReservationsController {
    private final ReserveStock reserveStock;
    private final Blocking blocking;

    ReservationsController(ReserveStock reserveStock, Blocking blocking) {
        this.reserveStock = reserveStock;
        this.blocking = blocking;
    }

    record Wanted(List<Line> lines) {}

    /** What was decided, now or the first time. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Decision(Reservation.Status status, Optional<Rejection> rejection) {

        static Decision of(Reservation reservation) {
            return new Decision(reservation.status(), reservation.rejection());
        }
    }

    @PutMapping
    Mono<Decision> reserve(@PathVariable long orderId, @RequestBody Wanted wanted) {
        return blocking.call(() -> Decision.of(reserveStock.reserve(orderId, Demand.of(wanted.lines()))));
    }

    @DeleteMapping
    Mono<ResponseEntity<Void>> release(@PathVariable long orderId) {
        return blocking.call(() -> {
            reserveStock.release(orderId);
            return ResponseEntity.noContent().<Void>build();
        });
    }
}
