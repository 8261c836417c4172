package dev.orderplatform.runtime.backlog;

import java.util.Optional;

/** A region's backlog; a part that was never measured is empty. */
public record RegionBacklog(String region, Optional<BrokerBacklog> broker, Optional<DatabaseBacklog> databases) {}
