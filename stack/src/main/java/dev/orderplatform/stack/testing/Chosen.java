package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.process.StackFailure;

/** The supplier of this JVM's tests. */
final class Chosen {

    static final Once<ServerSupplier> SUPPLIER =
            new Once<>(() -> of(System.getProperty(ServerSupplier.PROPERTY, "processes")));

    private Chosen() {}

    private static ServerSupplier of(String choice) {
        return switch (choice) {
            case "processes" -> ServerSupplier.PROCESSES;
            case "containers" -> new ContainerSupplier();
            default -> throw new StackFailure(ServerSupplier.PROPERTY + " is processes or containers, not " + choice);
        };
    }
}
