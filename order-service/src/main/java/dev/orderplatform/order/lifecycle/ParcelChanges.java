package dev.orderplatform.order.lifecycle;

import dev.orderplatform.order.domain.Parcel;
import java.util.Collection;
import java.util.List;

/** Parcels to be stored, each once, and the transitions that follow from them. */
public record ParcelChanges(Collection<Parcel> parcels, List<AppliedTransition> transitions) {}
