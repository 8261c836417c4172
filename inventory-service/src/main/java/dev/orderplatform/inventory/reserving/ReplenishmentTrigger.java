package dev.orderplatform.inventory.reserving;

/**
 * Triggers replenishment from other regions. Present only if there are any; then orders that lack stock wait for it.
 */
@FunctionalInterface
public interface ReplenishmentTrigger {
    /** Call after the commit of a waiting order. Does not block. */
    void trigger();
}
