package dev.orderplatform.notification.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the hosts of endpoints, and refuses those with an address that is not allowed. A caller connects to the
 * addresses that it gets here and does not look the name up again: a second look-up might return others (DNS rebinding).
 */
public final class EndpointHosts implements AutoCloseable {
    /** A look-up cannot be interrupted; more at once would occupy the threads that carry virtual threads. */
    private static final int MAX_LOOKUPS = 128;

    private final AddressRules rules;
    private final Lookup lookup;
    private final Semaphore permits = new Semaphore(MAX_LOOKUPS);
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
     * them is not allowed, and with {@link UnknownHostException} if there is none. Not limited in time.
     *
     * @param host a name or an address
     */
    public CompletableFuture<List<InetAddress>> allowedAddresses(String host) {
        if (!permits.tryAcquire()) {
            return CompletableFuture.failedFuture(new UnknownHostException("too many look-ups are in progress"));
        }
        CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
        try {
            threads.execute(() -> lookUp(host, addresses));
        } catch (RuntimeException e) { // closed
            permits.release();
            addresses.completeExceptionally(e);
        }
        return addresses;
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> addresses) {
        try {
            List<InetAddress> found = List.of(lookup.addresses(host));
            if (found.isEmpty()) {
                throw new UnknownHostException(host);
            }
            found.forEach(rules::check);
            addresses.complete(found);
        } catch (UnknownHostException | RuntimeException e) {
            addresses.completeExceptionally(e);
        } finally {
            permits.release();
        }
    }

    /**
     * Refuses a host with an address that is not allowed. One that cannot be resolved now is accepted: it is judged again
     * at each connection. Blocking.
     *
     * @throws EndpointRefused if an address is not allowed
     */
    public void check(EndpointUrl url, Duration timeout) {
        try {
            allowedAddresses(url.host())
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
