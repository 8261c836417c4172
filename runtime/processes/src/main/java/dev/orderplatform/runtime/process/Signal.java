package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Signals that Java's own process API cannot send, and the two it can. */
public enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT;

    /** Sends the signal; a process that is gone already is no error. */
    public void send(long pid) {
        send(List.of(pid));
    }

    /** The same for several, in this order and by one program. */
    void send(List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        var all = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        try {
            // The shell's own kill: small systems have no program of that name.
            new ProcessBuilder("sh", "-c", "kill -%s %s".formatted(name(), all))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new PlatformException("Cannot send SIG" + name() + " to process " + all, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
