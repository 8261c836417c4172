package dev.orderplatform.inventory.transferring;

import java.util.Map;
import java.util.UUID;

/**
 * A transfer with its id and idempotency key, as both regions store it.
 *
 * @param caller owner of the key
 */
public record KeyedTransfer(UUID id, String caller, String key, Transfer transfer) {

    /** Arguments of the branches in both regions. */
    public Map<String, String> arguments() {
        return Map.of(
                "transferId", id.toString(),
                "caller", caller,
                "key", key,
                "sku", transfer.sku(),
                "quantity", Integer.toString(transfer.quantity()),
                "from", transfer.from(),
                "to", transfer.to());
    }

    public static KeyedTransfer of(Map<String, String> arguments) {
        return new KeyedTransfer(
                UUID.fromString(argument(arguments, "transferId")),
                argument(arguments, "caller"),
                argument(arguments, "key"),
                new Transfer(
                        argument(arguments, "sku"),
                        (int) quantity(arguments),
                        argument(arguments, "from"),
                        argument(arguments, "to")));
    }

    public static long quantity(Map<String, String> arguments) {
        return Long.parseLong(argument(arguments, "quantity"));
    }

    public static String argument(Map<String, String> arguments, String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalStateException("branch argument is missing: " + name + ": " + arguments);
        }
        return value;
    }
}
