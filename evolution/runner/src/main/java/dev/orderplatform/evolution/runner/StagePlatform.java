package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.local.LocalPlatform;

/** A platform for one stage, with ports and data of its own. */
public interface StagePlatform extends AutoCloseable {

    /** Starts it on fresh data and returns when every part is ready. */
    LocalPlatform start();

    /** Who owns the tables of a module's database. */
    Login owner(String server, String module);

    /** Stops it and deletes its data; its logs stay. */
    @Override
    void close();

    /** Makes them. */
    @FunctionalInterface
    interface Maker {
        StagePlatform of(Stage stage);
    }
}
