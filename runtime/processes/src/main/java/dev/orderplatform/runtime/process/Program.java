package dev.orderplatform.runtime.process;

/** What it takes to run one part of the platform, whoever runs it: the supervisor or a test. */
public interface Program {

    /** What has to be there before the first start (binaries, an initialised data folder). Does nothing the next time. */
    default void prepare() {}

    Launch launch();

    /** Whether the part answers now. Never takes longer than two or three seconds, even when the part hangs. */
    boolean ready();

    /** What has to be there before others use the part (roles, databases, topics). Does nothing the next time. */
    default void provision() {}

    /** The signal that asks for an orderly end. */
    default Signal stopSignal() {
        return Signal.TERM;
    }
}
