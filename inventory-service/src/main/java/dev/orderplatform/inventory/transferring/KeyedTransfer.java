package dev.orderplatform.inventory.transferring;

import java.util.Map;
import java.util.UUID;

/**
 * A transfer under way, with all that both regions store of it.
 *
 * @param caller whose key it is
 */
record KeyedTransfer(UUID id, String caller, String key, Transfer transfer) {

    /** For the branches of both regions. */
    Map<String, String> arguments() {
        return Map.of(
                "transferId", id.toString(),
                "caller", caller,
                "key", key,
                "sku", transfer.sku(),
                "quantity", Integer.toString(transfer.quantity()),
                "from", transfer.from(),
                "to", transfer.to());
    }

    static KeyedTransfer of(Map<String, String> arguments) {
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

    static long quantity(Map<String, String> arguments) {
        return Long.parseLong(argument(arguments, "quantity"));
    }

    static String argument(Map<String, String> arguments, String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalStateException("a branch without " + name + ": " + arguments);
        }
        return value;
    }
}
