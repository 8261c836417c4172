package dev.orderplatform.stack.process;

import java.io.IOException;

/** Signals that Java's own process API cannot send, and the two it can. */
public enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT;

    /** Sends the signal; a process that is gone already is no error. */
    public void send(long pid) {
        try {
            // The shell's own kill: small systems have no program of that name.
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name(), pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackFailure("Cannot send SIG" + name() + " to process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
