package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.process.StackFailure;
import java.util.Optional;

/** The supplier of this JVM's tests. No static field's initial value: each test that asks is to hear why there is none. */
final class Chosen {

    private static Optional<ServerSupplier> supplier = Optional.empty();

    private Chosen() {}

    static synchronized ServerSupplier supplier() {
        if (supplier.isEmpty()) {
            supplier = Optional.of(of(System.getProperty(ServerSupplier.PROPERTY, "processes")));
        }
        return supplier.get();
    }

    private static ServerSupplier of(String choice) {
        return switch (choice) {
            case "processes" -> ServerSupplier.PROCESSES;
            case "containers" -> new ContainerSupplier();
            default -> throw new StackFailure(ServerSupplier.PROPERTY + " is processes or containers, not " + choice);
        };
    }
}
