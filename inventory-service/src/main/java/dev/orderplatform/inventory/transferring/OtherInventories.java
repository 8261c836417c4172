package dev.orderplatform.inventory.transferring;

import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.inventory.stock.peers.PeerProperties;
import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** The inventories of the other regions, as far as transfers go. Its calls block, with a limit. */
public final class OtherInventories {
    /** A branch that is slower is rolled back; the coordinator's answer must fit into the caller's patience too. */
    private static final Duration BRANCH = Duration.ofSeconds(1);
    /** Of a whole transfer that another region runs. */
    private static final Duration TRANSFER = Duration.ofSeconds(4);

    private final WebClient client;
    private final PeerProperties peers;

    OtherInventories(WebClient.Builder builder, ServiceTokens tokens, PeerProperties peers) {
        this.client = builder.filter(tokens.filter()).build();
        this.peers = peers;
    }

    Set<String> regions() {
        return peers.inventory().keySet();
    }

    /** Has the getting region take part in the transaction. */
    void receive(String xid, KeyedTransfer keyed) {
        URI there = at(keyed.transfer().to());
        refusalOf(() -> client.post()
                .uri(there + TransferController.RECEIVE)
                .header(Xid.HEADER, xid)
                .bodyValue(keyed)
                .retrieve()
                .toBodilessEntity()
                .block(BRANCH));
    }

    /** Has the giving region run the transfer. */
    public Transferred transfer(String caller, String key, Transfer transfer) {
        URI there = at(transfer.from());
        return refusalOf(() -> client.post()
                .uri(there + TransferController.GIVE)
                .bodyValue(new Order(caller, key, transfer))
                .retrieve()
                .toEntity(TransferReceipt.class)
                .map(answer -> new Transferred(
                        Objects.requireNonNull(answer.getBody()), answer.getStatusCode() == HttpStatus.OK))
                .blockOptional(TRANSFER)
                .orElseThrow(() -> new IllegalStateException("an empty receipt")));
    }

    /** A transfer that another region is told to run. */
    record Order(String caller, String key, Transfer transfer) {}

    private URI at(String region) {
        URI there = peers.inventory().get(region);
        if (there == null) {
            throw ProblemException.unavailable("No region " + region + " is there.");
        }
        return there;
    }

    private static <T> T refusalOf(Supplier<T> call) {
        try {
            return call.get();
        } catch (WebClientResponseException e) {
            throw refusal(e);
        } catch (WebClientException | IllegalStateException e) {
            throw ProblemException.unavailable("The other region does not answer; try again.");
        }
    }

    private static RuntimeException refusal(WebClientResponseException e) {
        HttpStatus status = HttpStatus.resolve(e.getStatusCode().value());
        String reason = e.getHeaders().getFirst(TransferController.REASON);
        if (reason != null) {
            return new TransferRefused(Reason.valueOf(reason));
        }
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? ProblemException.unavailable("The other region can't take part right now; try again.")
                : new IllegalStateException("the other region answered " + e.getStatusCode());
    }
}
