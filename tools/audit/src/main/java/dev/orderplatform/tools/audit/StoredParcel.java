package dev.orderplatform.tools.audit;

import java.util.Optional;

/** A parcel as logistics-service has stored it. */
record StoredParcel(PartId id, String status, Optional<String> trackingNumber) {}
