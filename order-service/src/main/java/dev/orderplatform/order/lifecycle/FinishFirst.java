package dev.orderplatform.order.lifecycle;

/** Where orders are decided at once: one that was left half-way is brought to its decision before it takes another step. */
@FunctionalInterface
public interface FinishFirst {

    /** Blocks. Does nothing when the order is decided, or not there. */
    void finish(long orderId);
}
