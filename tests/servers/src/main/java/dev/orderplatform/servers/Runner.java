package dev.orderplatform.servers;

/** Runs one server, on data that stay from start to start. */
public interface Runner {

    /** Starts it, for the first time or again on its data; returns before it answers. */
    void start();

    boolean isAlive();

    /** Stops it in an orderly way. */
    void stop();

    /** Ends it at once, as a crash would (SIGKILL). */
    void kill();

    /** Freezes it and its children: it keeps its connections and does not answer. */
    void pause();

    void resume();

    /** Its first process, as this machine numbers it. */
    long pid();

    /** The end of what it wrote. */
    String log();

    /** Ends it, and deletes what data it keeps itself. */
    void discard();
}
