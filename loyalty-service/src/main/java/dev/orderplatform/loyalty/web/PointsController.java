package dev.orderplatform.loyalty.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.loyalty.domain.FetchStatement;
import dev.orderplatform.loyalty.domain.Statement;
import dev.orderplatform.loyalty.domain.StatementItem;
import dev.orderplatform.loyalty.domain.TransferKind;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.paging.Cursor;
import dev.orderplatform.web.paging.Page;
import dev.orderplatform.web.paging.PageLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class PointsController {
    private final FetchStatement statements;
    private final Blocking blocking;

    PointsController(FetchStatement statements, Blocking blocking) {
        this.statements = statements;
        this.blocking = blocking;
    }

    @Operation(
            operationId = "getPoints",
            summary = "The caller's own points, and a page of the transfers that led there, newest first")
    @GetMapping("/api/v1/points")
    Mono<View> list(
            UserId user,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = PageLimit.of(limit).items();
        Optional<Long> before = Cursor.decode(cursor, Long::valueOf);
        // One extra row is fetched to detect whether there is a next page.
        return blocking.call(() -> View.of(statements.of(user.value(), before, size + 1), size));
    }

    /**
     * JSON form.
     *
     * @param balance points that count; negative only after a correction
     * @param pending points of paid orders that are not delivered yet
     * @param nextCursor cursor of the next page; null on the last page
     */
    @Schema(name = "Points")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(long balance, long pending, List<Item> items, Optional<String> nextCursor) {

        static View of(Statement statement, int size) {
            Page<Item> page =
                    Page.of(statement.items(), size, StatementItem::number).map(Item::of);
            return new View(statement.balance(), statement.pending(), page.items(), page.nextCursor());
        }
    }

    /**
     * JSON form. The order's id is a string because it exceeds JavaScript's safe integers.
     *
     * @param points negative if they leave the customer
     * @param balanceAfter the balance with this transfer
     */
    @Schema(name = "PointsTransfer")
    record Item(String transferId, long points, TransferKind kind, String orderId, long balanceAfter, Instant at) {

        static Item of(StatementItem item) {
            return new Item(
                    item.transferId(),
                    item.points(),
                    item.kind(),
                    Long.toString(item.orderId()),
                    item.balanceAfter(),
                    item.at());
        }
    }
}
