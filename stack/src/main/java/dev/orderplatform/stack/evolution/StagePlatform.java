package dev.orderplatform.stack.evolution;

import dev.orderplatform.stack.databases.Login;
import dev.orderplatform.stack.local.LocalPlatform;
import dev.orderplatform.stack.topology.Form;

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
        /** @param stock units of each SKU and region */
        StagePlatform of(String name, int regions, int stock, Form form);
    }
}
