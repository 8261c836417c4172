package dev.orderplatform.runtime.backlog;

import java.util.Optional;

/** What waits in a region; empty is what was never measured. */
public record RegionBacklog(String region, Optional<BrokerBacklog> broker, Optional<DatabaseBacklog> databases) {}
