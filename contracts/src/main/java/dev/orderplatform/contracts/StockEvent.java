package dev.orderplatform.contracts;

/** What happens to the stock that an order asked for. */
public sealed interface StockEvent extends Event permits StockReservedEvent, StockRejectedEvent, StockReleasedEvent {

    @Override
    default Stream stream() {
        return Stream.STOCK;
    }
}
