package dev.orderplatform.notification.endpoint;

import java.time.Duration;

/** Judges the URL that a customer wants to use. */
public final class AcceptEndpoint {
    private final AddressRules rules;
    private final EndpointHosts hosts;
    private final Duration lookupTimeout;

    AcceptEndpoint(AddressRules rules, EndpointHosts hosts, Duration lookupTimeout) {
        this.rules = rules;
        this.hosts = hosts;
        this.lookupTimeout = lookupTimeout;
    }

    /**
     * Blocks for the look-up of its host, for a limited time.
     *
     * @throws EndpointRefused if the URL, or an address of its host, is not acceptable
     */
    public EndpointUrl accept(String text) {
        EndpointUrl url = EndpointUrl.parse(text, rules);
        hosts.check(url, lookupTimeout);
        return url;
    }
}
