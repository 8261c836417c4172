package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.PlatformException;

/** The supplier of this JVM's tests. */
final class Chosen {

    static final Once<ServerSupplier> SUPPLIER =
            new Once<>(() -> of(System.getProperty(ServerSupplier.PROPERTY, "processes")));

    private Chosen() {}

    private static ServerSupplier of(String choice) {
        return switch (choice) {
            case "processes" -> ServerSupplier.PROCESSES;
            case "containers" -> new ContainerSupplier();
            default ->
                throw new PlatformException(ServerSupplier.PROPERTY + " is processes or containers, not " + choice);
        };
    }
}
