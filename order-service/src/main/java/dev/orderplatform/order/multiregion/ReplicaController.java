package dev.orderplatform.order.multiregion;

import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.postgres.TransactionFailed;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The other region's branches. Between the regions only: needs a service's token, and the gateway has no route here. */
@Hidden
@RestController
@ConditionalOnProperty("platform.global.enabled")
class ReplicaController {
    static final String PATH = "/internal/replicas";

    private final OrderBranch branch;
    private final Shards shards;
    private final Blocking blocking;

    ReplicaController(OrderBranch branch, Shards shards, Blocking blocking) {
        this.branch = branch;
        this.shards = shards;
        this.blocking = blocking;
    }

    /** Writes the order as a branch of the caller's transaction; 409 when the order or its key is there already. */
    @PostMapping(PATH)
    Mono<ResponseEntity<Void>> write(@RequestHeader(Xid.HEADER) String xid, @RequestBody UndecidedOrder order) {
        if (!Xid.isValid(xid)) {
            throw ProblemException.badField(Xid.HEADER, "is no id of a transaction");
        }
        return blocking.call(() -> Xid.bound(xid, () -> {
            insert(order, xid);
            return ResponseEntity.noContent().<Void>build();
        }));
    }

    private void insert(UndecidedOrder order, String xid) {
        try {
            branch.insert(order, xid);
        } catch (TransactionFailed e) {
            if (e.isDuplicate()) {
                throw new ProblemException(HttpStatus.CONFLICT, "The order or its key is there already.");
            }
            throw e;
        }
    }

    /** 204 when the order is stored here, decided or not; 404 when it is not. */
    @GetMapping(PATH + "/{orderId}")
    Mono<ResponseEntity<Void>> find(@PathVariable long orderId) {
        return blocking.call(() -> {
            boolean found = Transaction.run(shards.sharded(), transaction -> {
                try (PreparedStatement select = transaction.prepare("SELECT 1 FROM t_order WHERE order_id = ?")) {
                    select.setLong(1, orderId);
                    try (ResultSet rows = select.executeQuery()) {
                        return rows.next();
                    }
                }
            });
            return found
                    ? ResponseEntity.noContent().build()
                    : ResponseEntity.notFound().build();
        });
    }
}
