package dev.orderplatform.inventory.transferring.http;

import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.inventory.stock.http.PeerProperties;
import dev.orderplatform.inventory.transferring.KeyedTransfer;
import dev.orderplatform.inventory.transferring.OtherInventories;
import dev.orderplatform.inventory.transferring.Transfer;
import dev.orderplatform.inventory.transferring.TransferReceipt;
import dev.orderplatform.inventory.transferring.TransferRefused;
import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import dev.orderplatform.inventory.transferring.TransferResult;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

@Component
@ConditionalOnProperty("platform.global.enabled")
final class HttpOtherInventories implements OtherInventories {
    /** A slower branch is rolled back. Leaves time for the coordinator within the caller's timeout. */
    private static final Duration BRANCH_TIMEOUT = Duration.ofSeconds(1);
    /** For a whole transfer that another region runs. */
    private static final Duration TRANSFER_TIMEOUT = Duration.ofSeconds(4);

    private final WebClient client;
    private final PeerProperties peers;

    HttpOtherInventories(WebClient.Builder builder, ServiceTokens tokens, PeerProperties peers) {
        this.client = builder.filter(tokens.filter()).build();
        this.peers = peers;
    }

    @Override
    public Set<String> regions() {
        return peers.inventory().keySet();
    }

    @Override
    public void receive(String xid, KeyedTransfer keyed) {
        URI there = at(keyed.transfer().to());
        mapFailures(() -> client.post()
                .uri(there + InternalTransfers.RECEIVE)
                .header(Xid.HEADER, xid)
                .bodyValue(keyed)
                .retrieve()
                .toBodilessEntity()
                .block(BRANCH_TIMEOUT));
    }

    @Override
    public TransferResult transfer(String caller, String key, Transfer transfer) {
        URI there = at(transfer.from());
        return mapFailures(() -> client.post()
                .uri(there + InternalTransfers.SEND)
                .bodyValue(new TransferCommand(caller, key, transfer))
                .retrieve()
                .toEntity(TransferReceipt.class)
                .map(response -> new TransferResult(
                        Objects.requireNonNull(response.getBody()), response.getStatusCode() == HttpStatus.OK))
                .blockOptional(TRANSFER_TIMEOUT)
                .orElseThrow(() -> new IllegalStateException("the response is empty")));
    }

    private URI at(String region) {
        URI there = peers.inventory().get(region);
        if (there == null) {
            throw ProblemException.unavailable("There is no region " + region + ".");
        }
        return there;
    }

    private static <T> T mapFailures(Supplier<T> call) {
        try {
            return call.get();
        } catch (WebClientResponseException e) {
            throw failure(e);
        } catch (WebClientException | IllegalStateException e) {
            throw ProblemException.unavailable("The other region does not respond; try again.");
        }
    }

    private static RuntimeException failure(WebClientResponseException e) {
        HttpStatus status = HttpStatus.resolve(e.getStatusCode().value());
        String reason = e.getHeaders().getFirst(InternalTransfers.REASON);
        if (reason != null) {
            return new TransferRefused(Reason.valueOf(reason));
        }
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? ProblemException.unavailable("The other region can't take part right now; try again.")
                : new IllegalStateException("the other region responded with " + e.getStatusCode());
    }
}
