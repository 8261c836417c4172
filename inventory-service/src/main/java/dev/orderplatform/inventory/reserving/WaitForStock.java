package dev.orderplatform.inventory.reserving;

/** Where there are other regions: orders that are short of stock wait until those were asked. */
@FunctionalInterface
public interface WaitForStock {
    /** To be called after the commit of an order that waits. Returns at once. */
    void begin();
}
