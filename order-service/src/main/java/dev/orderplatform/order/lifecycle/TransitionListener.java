package dev.orderplatform.order.lifecycle;

/** Is notified of changes that this process makes. */
@FunctionalInterface
public interface TransitionListener {
    /** Called after the commit of a change. Must not block. */
    void changed(long orderId);
}
