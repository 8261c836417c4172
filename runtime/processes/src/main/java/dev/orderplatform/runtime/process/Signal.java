package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** POSIX signals; Java's process API sends TERM and KILL only. */
public enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT;

    /** Sends the signal; no error if the process has ended. */
    public void send(long pid) {
        send(List.of(pid));
    }

    /** The same for several processes, in this order, by one command. */
    void send(List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        var all = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        try {
            // The shell's built-in kill: minimal systems have no /bin/kill.
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
