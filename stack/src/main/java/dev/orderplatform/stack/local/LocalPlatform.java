package dev.orderplatform.stack.local;

import dev.orderplatform.stack.databases.PlatformData;

/** The platform on this machine, as far as its tools need to know it. */
public interface LocalPlatform {

    String gatewayUrl();

    PlatformData data();

    /** Whether it was started and not stopped since, ready or not. */
    boolean up();

    /** Starts what does not run and returns when everything is ready. */
    void start();

    /** Stops all of it; the data stays. */
    void stop();
}
