package dev.orderplatform.servers;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A lazily created value. A failure is thrown to each caller; a static initializer would hide it behind
 * NoClassDefFoundError.
 */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> factory;
    private Optional<T> value = Optional.empty();

    Lazy(Supplier<T> factory) {
        this.factory = factory;
    }

    @Override
    public synchronized T get() {
        if (value.isEmpty()) {
            value = Optional.of(factory.get());
        }
        return value.get();
    }
}
