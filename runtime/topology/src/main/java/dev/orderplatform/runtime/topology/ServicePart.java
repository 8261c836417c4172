package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of our own services.
 *
 * @param module the Maven module whose jar it runs
 * @param routes its public routes
 * @param environment its configuration, as environment variables
 * @param secrets property name → secret name
 * @param data where it stores and what it consumes
 * @param jvm the JVM that it shares with other services; empty if it is a process of its own
 */
public record ServicePart(
        String name,
        Optional<String> region,
        String host,
        int port,
        String module,
        Memory memory,
        List<Route> routes,
        List<String> needs,
        List<String> calls,
        Map<String, String> environment,
        Map<String, String> secrets,
        ServiceData data,
        Optional<SharedJvm> jvm)
        implements Part {

    /** So large that a second platform with another port offset does not meet it. */
    public static final int METRICS_OFFSET = 20_000;

    /** A service in a process of its own, without databases. */
    public ServicePart(
            String name,
            Optional<String> region,
            String host,
            int port,
            String module,
            Memory memory,
            List<Route> routes,
            List<String> needs,
            List<String> calls,
            Map<String, String> environment,
            Map<String, String> secrets) {
        this(
                name,
                region,
                host,
                port,
                module,
                memory,
                routes,
                needs,
                calls,
                environment,
                secrets,
                ServiceData.NONE,
                Optional.empty());
    }

    public ServicePart {
        routes = List.copyOf(routes);
        needs = List.copyOf(needs);
        calls = List.copyOf(calls);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
    }

    @Override
    public Kind kind() {
        return Kind.SERVICE;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port, metricsPort(port));
    }

    /** Where it serves its metrics; the gateway does not route this port. */
    static int metricsPort(int port) {
        return port + METRICS_OFFSET;
    }

    public String url() {
        return "http://" + address();
    }
}
