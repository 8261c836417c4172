package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of our own services.
 *
 * @param module the Maven module whose jar it runs
 * @param heapMegabytes the most its heap may take
 * @param environment its configuration, as environment variables
 * @param secrets its secrets: name of the property → name of the secret
 */
public record ServicePart(
        String name,
        Optional<String> region,
        String host,
        int port,
        String module,
        int heapMegabytes,
        List<String> needs,
        List<String> calls,
        Map<String, String> environment,
        Map<String, String> secrets)
        implements Part {

    public ServicePart {
        needs = List.copyOf(needs);
        calls = List.copyOf(calls);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
    }

    @Override
    public Kind kind() {
        return Kind.SERVICE;
    }

    public String url() {
        return "http://" + address();
    }
}
