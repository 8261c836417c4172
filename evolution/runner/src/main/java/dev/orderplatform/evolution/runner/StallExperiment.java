package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.FrozenTree;
import dev.orderplatform.runtime.process.PlatformException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Makes something that orders need hang for a while. */
@FunctionalInterface
interface StallExperiment {

    /** Starts the hang and returns. Closing the result ends it. */
    AutoCloseable begin();

    /** Freezes all processes whose names start with {@code name}: they keep their connections and do not answer. */
    static StallExperiment ofProcesses(LocalPlatform platform, String name) {
        return () -> {
            var frozen = platform.parts().stream()
                    .filter(part -> part.startsWith(name))
                    .flatMap(part -> platform.pid(part).stream())
                    .map(FrozenTree::of)
                    .toList();
            return () -> frozen.forEach(FrozenTree::close);
        };
    }

    /** The equivalent in a monolith, where no part can hang alone: locks the table that the capability needs. */
    static StallExperiment ofTable(StagePlatform stage, LocalPlatform platform, String table) {
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

    /** Runs the work. The hang starts at the same time and ends after {@code length}, even if the work takes longer. */
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
            throw new PlatformException("Cannot end the hang: " + e.getMessage(), e);
        }
    }

    /** The work done meanwhile. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }
}
