package dev.orderplatform.tools.resync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.internal.InternalApi;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls the internal endpoints of order-services. */
public final class OrderServices {
    private final Map<String, InternalApi> services = new HashMap<>();

    /**
     * @param urls of order-services by region
     * @param key the services' shared key, base64
     */
    public OrderServices(Map<String, String> urls, String key) {
        urls.forEach((region, url) -> services.put(region, new InternalApi("order-service-" + region, url, key)));
    }

    /** The order-services of a platform on this machine. */
    public static OrderServices of(Platform platform) {
        var urls = platform.topology().parts().stream()
                .filter(ServicePart.class::isInstance)
                .map(ServicePart.class::cast)
                .filter(part -> part.module().equals("order-service"))
                .collect(Collectors.toMap(part -> part.region().orElseThrow(), ServicePart::url));
        return new OrderServices(urls, platform.data().secrets().read("service-key"));
    }

    /**
     * Requests that a region publishes the events of its orders again.
     *
     * @param anyAge include events that consumers may no longer recognise as duplicates
     * @throws PlatformException if it does not answer or rejects the token
     */
    Answer republish(String region, Collection<Long> orderIds, boolean anyAge) {
        var body = JsonNodeFactory.instance.objectNode().put("anyAge", anyAge);
        var ids = body.putArray("orderIds");
        orderIds.forEach(id -> ids.add(id.toString()));
        return send(region, "events", body.toString());
    }

    /**
     * Ends the time in which an order may be paid; only in the demo profile.
     *
     * @throws PlatformException if the service does not answer or rejects the token
     */
    public Answer makeTimerDue(String region, String orderId) {
        return send(region, orderId + "/timer/due", "");
    }

    private Answer send(String region, String path, String body) {
        return Optional.ofNullable(services.get(region))
                .orElseThrow(() -> new PlatformException("There is no order-service in the region " + region))
                .post("/internal/orders/" + path, body);
    }
}
