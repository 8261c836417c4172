package dev.orderplatform.runtime.local;

import dev.orderplatform.runtime.databases.PlatformData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The platform on this machine, as far as its tools need to know it. */
public interface LocalPlatform {

    String gatewayUrl();

    PlatformData data();

    /** The names of all parts. */
    List<String> parts();

    /** The process to kill for a part, when one runs. */
    Optional<Long> pid(String part);

    /** The names of the parts that are not ready. */
    List<String> notReady();

    /** Whether every part is ready. */
    default boolean ready() {
        return notReady().isEmpty();
    }

    /** Whether it was started and not stopped since, ready or not. */
    boolean up();

    /** Starts what does not run and returns when everything is ready. */
    void start();

    /** Runs {@code work} while a part, with all its processes, is frozen (SIGSTOP); it goes on afterwards, whatever happened. */
    void whileFrozen(String part, Runnable work);

    /** Holds one part down until it is released. */
    void hold(String part);

    /** Brings back a part that was held and returns when it is ready. */
    void release(String part);

    /** Where reports of load tests are kept. */
    Path loadReports();

    /** Stops all of it; the data stays. */
    void stop();
}
