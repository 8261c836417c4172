package dev.orderplatform.servers;

/** Runs one server; its data survives restarts. */
public interface Runner {

    /** Starts it, or restarts it on its data. Returns before it answers. */
    void start();

    boolean isAlive();

    /** Stops it gracefully. */
    void stop();

    /** Kills it (SIGKILL), like a crash. */
    void kill();

    /** Freezes it and its children: it keeps its connections and does not answer. */
    void pause();

    void resume();

    /** The pid of its first process on this machine. */
    long pid();

    /** The end of its log. */
    String log();

    /** Kills it, and deletes data in its container, if any. */
    void discard();
}
