package dev.orderplatform.web;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Allowed blocking calls on event loops, one-time or deliberate. Any other fails a test. */
public final class UnavoidableBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // At the first use of a class or resource bundle.
        builder.allowBlockingCallsInside("java.lang.ClassLoader", "loadClass");
        builder.allowBlockingCallsInside("java.util.ResourceBundle", "getBundle");
        builder.allowBlockingCallsInside("java.util.ServiceLoader$LazyClassPathLookupIterator", "hasNext");
        // Random ids for DNS queries, created once per server.
        builder.allowBlockingCallsInside("io.netty.resolver.dns.DnsQueryIdSpace$DnsQueryIdRange", "pushId");
        // Logging writes synchronously to a file or pipe.
        builder.allowBlockingCallsInside("ch.qos.logback.classic.Logger", "callAppenders");
    }
}
