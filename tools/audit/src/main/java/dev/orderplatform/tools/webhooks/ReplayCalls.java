package dev.orderplatform.tools.webhooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.tools.internal.InternalApi;
import java.util.Collection;

/** Requests that notification-service sends webhooks again. */
public final class ReplayCalls {
    static final int MAX_PER_CALL = 500;

    private static final String SERVICE = "notification-service";

    private final InternalApi service;

    /**
     * @param url of notification-service
     * @param key the services' shared key, base64
     */
    public ReplayCalls(String url, String key) {
        this.service = new InternalApi(SERVICE, url, key);
    }

    /** The notification-service of a platform on this machine. */
    public static ReplayCalls of(Platform platform) {
        return new ReplayCalls(
                platform.topology().part(ServicePart.class, SERVICE).url(),
                platform.data().secrets().read("service-key"));
    }

    /**
     * Queues webhooks again, and returns how many.
     *
     * @param ids at most {@value #MAX_PER_CALL} notification ids
     */
    int replay(Collection<Long> ids) {
        var body = JsonNodeFactory.instance.objectNode();
        var array = body.putArray("notificationIds");
        ids.forEach(id -> array.add(id.toString()));
        var answer = service.post("/internal/webhooks/replay", body.toString());
        if (answer.status() != 200) {
            throw new PlatformException("%s answered %d %s"
                    .formatted(
                            SERVICE,
                            answer.status(),
                            answer.json().path("detail").asText("")));
        }
        return answer.json().path("replayed").size();
    }
}
