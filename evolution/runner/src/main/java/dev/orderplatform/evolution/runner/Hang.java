package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.FrozenTree;
import dev.orderplatform.runtime.process.PlatformException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Something that an order needs, and that does not answer for a while. */
@FunctionalInterface
interface Hang {

    /** Begins to hang and returns; what it returns ends it. */
    AutoCloseable begin();

    /** All processes whose names begin so are frozen: they keep their connections and do not answer. */
    static Hang ofProcesses(LocalPlatform platform, String name) {
        return () -> {
            var frozen = platform.parts().stream()
                    .filter(part -> part.startsWith(name))
                    .flatMap(part -> platform.pid(part).stream())
                    .map(FrozenTree::of)
                    .toList();
            return () -> frozen.forEach(FrozenTree::close);
        };
    }

    /** Within a monolith nothing hangs alone. Its equivalent: somebody holds the table that this capability needs. */
    static Hang ofTable(StagePlatform stage, LocalPlatform platform, String table) {
        return () -> {
            var owner = stage.owner("postgres-global", "monolith");
            try {
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + platform.data().global() + "/monolith", owner.role(), owner.password());
                connection.setAutoCommit(false);
                try (var lock = connection.createStatement()) {
                    lock.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
                }
                return connection;
            } catch (SQLException e) {
                throw new PlatformException("Cannot lock " + table + ": " + e.getMessage(), e);
            }
        };
    }

    /** Hangs for so long while the work runs, and not longer, even when the work takes longer. */
    default <T> T during(Duration length, Work<T> work) throws InterruptedException {
        var hanging = begin();
        var end = Thread.ofPlatform().start(() -> endAfter(length, hanging));
        try {
            return work.run();
        } finally {
            end.join();
        }
    }

    private static void endAfter(Duration length, AutoCloseable hanging) {
        try (hanging) {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new PlatformException("What was to hang for a while can't be ended: " + e.getMessage(), e);
        }
    }

    /** What goes on meanwhile. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }
}
