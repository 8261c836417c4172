package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.local.LocalPlatform;

/** A platform for one stage, with its own ports and data. */
interface StagePlatform extends AutoCloseable {

    /** Starts it on fresh data and returns when every part is ready. */
    LocalPlatform start();

    /** The owner of the tables in a module's database. */
    Login owner(String server, String module);

    /** Stops it and deletes its data; its logs stay. */
    @Override
    void close();

    /** Creates platforms. */
    @FunctionalInterface
    interface Maker {
        StagePlatform of(Stage stage);
    }
}
