package dev.orderplatform.runtime.local;

import dev.orderplatform.runtime.databases.PlatformData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Controls the platform on this machine; used by the tools. */
public interface LocalPlatform {

    String gatewayUrl();

    PlatformData data();

    /** The names of all parts. */
    List<String> parts();

    /** The process to kill for a part, if one runs. */
    Optional<Long> pid(String part);

    /** The names of the parts that are not ready. */
    List<String> notReady();

    /** Whether every part is ready. */
    default boolean ready() {
        return notReady().isEmpty();
    }

    /** Whether it is started, ready or not. */
    boolean up();

    /** Starts all parts that do not run, and returns when every part is ready. */
    void start();

    /** Runs {@code work} while a part's processes are frozen (SIGSTOP), and always resumes them afterwards. */
    void whileFrozen(String part, Runnable work);

    /** Stops a part and keeps it down until it is released. */
    void hold(String part);

    /** Starts a held part and returns when it is ready. */
    void release(String part);

    /** The time after which an unpaid order is cancelled; empty if never. */
    Optional<Duration> paymentWindow();

    /** The folder of load test reports. */
    Path loadReports();

    /** Stops all parts; keeps the data. */
    void stop();
}
