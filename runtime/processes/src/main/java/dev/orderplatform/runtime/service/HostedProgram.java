package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.runtime.process.Stopping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part in a JVM that it shares with others. It is started and stopped without them. */
abstract class HostedProgram implements Program {

    private final String name;
    private final HostProcess host;

    HostedProgram(String name, HostProcess host) {
        this.name = name;
        this.host = host;
    }

    /** The lines of the request that starts it: its log file, class path and environment variables. */
    abstract List<String> settings();

    /** The JVM with nothing in it. */
    @Override
    public final Launch launch() {
        return host.launch();
    }

    // Without the tag: a process with it would be taken for this part after it was stopped.
    @Override
    public final long start(Map<String, String> tag) {
        return host.start(name, String.join("\n", settings()));
    }

    /** A JVM that does not answer may be frozen, or busy: the part counts as running. */
    @Override
    public final boolean runsIn(ProcessIdentity process) {
        return process.alive() && !host.state(name).equals(Optional.of("DOWN"));
    }

    /** If the part does not stop in time, its JVM ends; the supervisor brings the others back. */
    @Override
    public final boolean stop(ProcessIdentity process, Duration timeout) {
        if (!process.alive()) {
            return true;
        }
        // A frozen process does not answer.
        Signal.CONT.send(process.pid());
        var state = host.stop(name, timeout);
        if (state.equals(Optional.of("DOWN"))) {
            return true;
        }
        return Stopping.stop(process, Signal.TERM, timeout) && state.isPresent();
    }
}
