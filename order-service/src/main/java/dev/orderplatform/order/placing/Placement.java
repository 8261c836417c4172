package dev.orderplatform.order.placing;

/** The result of a request to place an order. */
public sealed interface Placement {

    /** This request placed it. */
    record Placed(PlacedOrder order) implements Placement {}

    /** An earlier request with the same key and body placed it. */
    record Repeated(PlacedOrder order) implements Placement {}

    record Refused(PlacementError error) implements Placement {}
}
