package dev.orderplatform.notification.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the hosts of endpoints, and refuses those with an address that is not allowed. A caller connects to the
 * addresses that it gets here and does not look the name up again: a second look-up might return others (DNS rebinding).
 */
public final class EndpointHosts implements AutoCloseable {
    /** A look-up cannot be interrupted; more at once would occupy the threads that carry virtual threads. */
    private static final int MAX_LOOKUPS = 96;
    /** Of new preferences; apart, so that customers with slow names do not delay the webhooks of others. */
    private static final int MAX_CHECKS = 32;

    private final AddressRules rules;
    private final Lookup lookup;
    private final Semaphore lookups = new Semaphore(MAX_LOOKUPS);
    private final Semaphore checks = new Semaphore(MAX_CHECKS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** DNS. Blocking. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    public EndpointHosts(AddressRules rules, Lookup lookup) {
        this.rules = rules;
        this.lookup = lookup;
    }

    /**
     * All addresses of a host, in the order in which they should be tried. Fails with {@link EndpointRefused} if any of
     * them is not allowed, and with {@link UnknownHostException} if there is none. Not limited in time: it also waits while
     * too many look-ups are in progress.
     *
     * @param host a name or an address
     */
    public CompletableFuture<List<InetAddress>> allowedAddresses(String host) {
        return lookUp(host, lookups);
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host, Semaphore permits) {
        CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
        try {
            threads.execute(() -> lookUp(host, permits, addresses));
        } catch (RejectedExecutionException e) { // closed
            addresses.completeExceptionally(e);
        }
        return addresses;
    }

    private void lookUp(String host, Semaphore permits, CompletableFuture<List<InetAddress>> addresses) {
        try {
            permits.acquire();
            try {
                addresses.complete(allowed(host));
            } finally {
                permits.release();
            }
        } catch (UnknownHostException | InterruptedException | RuntimeException e) {
            addresses.completeExceptionally(e);
        }
    }

    private List<InetAddress> allowed(String host) throws UnknownHostException {
        List<InetAddress> found = List.of(lookup.addresses(host));
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        found.forEach(rules::check);
        return found;
    }

    /**
     * Refuses a host with an address that is not allowed. One that cannot be resolved in time is accepted: it is judged
     * again at each connection. Blocking.
     *
     * @throws EndpointRefused if an address is not allowed
     */
    public void check(EndpointUrl url, Duration timeout) {
        try {
            lookUp(url.host(), checks)
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EndpointRefused refused) {
                throw refused;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
