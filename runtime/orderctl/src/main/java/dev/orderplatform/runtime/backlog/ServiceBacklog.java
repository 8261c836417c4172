package dev.orderplatform.runtime.backlog;

import java.util.Optional;

/**
 * What waits in the databases of a service.
 *
 * @param unpublished events in its outbox
 * @param stored events of unknown types, and later ones with the same key
 * @param unresolved what waits for an external system; empty if the service has no such view, or has never run
 */
public record ServiceBacklog(Waiting unpublished, Waiting stored, Optional<Unresolved> unresolved) {

    public static final ServiceBacklog NONE = new ServiceBacklog(Waiting.NONE, Waiting.NONE, Optional.empty());

    void write(String service, Fields.Writer fields) {
        fields.put("unpublished." + service, unpublished.text());
        fields.put("stored." + service, stored.text());
        unresolved.ifPresent(present -> present.write(service, fields));
    }

    static ServiceBacklog parse(String service, Fields fields) {
        return new ServiceBacklog(
                Waiting.parse(fields.of("unpublished." + service)),
                Waiting.parse(fields.of("stored." + service)),
                Unresolved.parse(service, fields));
    }
}
