package dev.orderplatform.inventory.transferring.web;

import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.inventory.transferring.KeyedTransfer;
import dev.orderplatform.inventory.transferring.Transfer;
import dev.orderplatform.inventory.transferring.TransferReceipt;
import dev.orderplatform.inventory.transferring.TransferResult;
import dev.orderplatform.inventory.transferring.Transferring;
import dev.orderplatform.inventory.transferring.http.InternalTransfers;
import dev.orderplatform.inventory.transferring.http.TransferCommand;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.openapi.IdempotencyKeyHeader;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** POST /api/v1/stock/transfers for operators, and the internal requests between regions. */
@RestController
class TransferController {
    private static final String KEY = "Idempotency-Key";
    private static final Pattern KEY_FORM = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private final Optional<Transferring> transferring;
    private final Blocking blocking;

    TransferController(Optional<Transferring> transferring, Blocking blocking) {
        this.transferring = transferring;
        this.blocking = blocking;
    }

    @Operation(operationId = "transferStock", summary = "Moves units of a SKU from one region to the other")
    @IdempotencyKeyHeader
    @ApiResponse(responseCode = "201", description = "Created")
    @ApiResponse(responseCode = "200", description = "Repeated: the answer to the first request")
    @PostMapping(path = "/api/v1/stock/transfers", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<TransferReceipt>> transfer(
            UserId operator, @RequestHeader HttpHeaders headers, @RequestBody TransferRequest request) {
        String key = key(headers.getOrEmpty(KEY));
        Transferring here = here();
        Transfer transfer = request.validated(here.regions());
        return blocking.call(() -> here.run("user-" + operator.value(), key, transfer))
                .map(TransferController::response);
    }

    @Hidden
    @PostMapping(InternalTransfers.SEND)
    Mono<ResponseEntity<TransferReceipt>> send(@RequestBody TransferCommand command) {
        Transferring here = here();
        return blocking.call(() -> here.units().transfer(command.caller(), command.key(), command.transfer()))
                .map(TransferController::response);
    }

    @Hidden
    @PostMapping(InternalTransfers.RECEIVE)
    Mono<ResponseEntity<Void>> receive(@RequestHeader(Xid.HEADER) String xid, @RequestBody KeyedTransfer keyed) {
        if (!Xid.isValid(xid)) {
            throw ProblemException.badField(Xid.HEADER, "is not a transaction id");
        }
        Transferring here = here();
        return blocking.call(() -> Xid.bound(xid, () -> {
            here.receive().tryIt(keyed.arguments());
            return ResponseEntity.noContent().<Void>build();
        }));
    }

    private Transferring here() {
        return transferring.orElseThrow(() -> ProblemException.unavailable("There is no other region."));
    }

    private static ResponseEntity<TransferReceipt> response(TransferResult transferred) {
        return ResponseEntity.status(transferred.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(transferred.receipt());
    }

    private static String key(List<String> values) {
        if (values.size() != 1 || !KEY_FORM.matcher(values.getFirst()).matches()) {
            throw ProblemException.badField(KEY, "must be given once, 1 to 128 printable ASCII characters");
        }
        return values.getFirst();
    }
}
