package dev.orderplatform.runtime.process;

/** How to run one part of the platform; used by the supervisor and by tests. */
public interface Program {

    /** Creates what the first start needs: binaries, an initialised data folder. Idempotent. */
    default void prepare() {}

    Launch launch();

    /** Whether the part answers. Takes at most three seconds, even if the part hangs. */
    boolean ready();

    /** Creates what clients need: roles, databases, topics. Idempotent. */
    default void provision() {}

    /** The signal for a graceful shutdown. */
    default Signal stopSignal() {
        return Signal.TERM;
    }
}
