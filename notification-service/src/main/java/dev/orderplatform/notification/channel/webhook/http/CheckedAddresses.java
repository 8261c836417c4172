package dev.orderplatform.notification.channel.webhook.http;

import dev.orderplatform.notification.endpoint.EndpointHosts;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the hosts of endpoints for a connection, and lets it connect to the addresses that were checked and to no
 * others. Addresses that need no look-up are checked too.
 */
final class CheckedAddresses extends AddressResolverGroup<InetSocketAddress> {
    private final EndpointHosts hosts;

    CheckedAddresses(EndpointHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Resolver(executor, hosts);
    }

    private static final class Resolver extends AbstractAddressResolver<InetSocketAddress> {
        private final EndpointHosts hosts;

        Resolver(EventExecutor executor, EndpointHosts hosts) {
            super(executor, InetSocketAddress.class);
            this.hosts = hosts;
        }

        /** Otherwise an address would be used as it is. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise) {
            resolve(unresolved)
                    .whenComplete((addresses, failure) ->
                            complete(promise, addresses == null ? null : addresses.getFirst(), failure));
        }

        @Override
        protected void doResolveAll(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
            resolve(unresolved).whenComplete((addresses, failure) -> complete(promise, addresses, failure));
        }

        private CompletableFuture<List<InetSocketAddress>> resolve(InetSocketAddress unresolved) {
            return hosts.allowedAddresses(unresolved.getHostString())
                    .thenApply(addresses -> addresses.stream()
                            .map(address -> new InetSocketAddress(address, unresolved.getPort()))
                            .toList());
        }

        private static <T> void complete(Promise<T> promise, @Nullable T result, @Nullable Throwable failure) {
            if (result != null) {
                promise.trySuccess(result);
            } else {
                promise.tryFailure(cause(failure));
            }
        }

        private static Throwable cause(@Nullable Throwable failure) {
            if (failure instanceof CompletionException && failure.getCause() != null) {
                return failure.getCause();
            }
            return failure == null ? new IllegalStateException("no address") : failure;
        }
    }
}
