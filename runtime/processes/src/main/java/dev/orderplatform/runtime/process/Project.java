package dev.orderplatform.runtime.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies: found from the working folder upwards, so that tests of every module find it too. */
public record Project(Path root) {

    public static Project locate() {
        var given = System.getProperty("orderctl.project");
        if (given != null) {
            return new Project(Path.of(given));
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("runtime/kafka/pom.xml"))) {
                return new Project(folder);
            }
        }
        throw new PlatformException(
                "Not inside the project: no folder above " + Path.of("").toAbsolutePath() + " holds it");
    }

    /** Unpacked servers, shared by everything that runs from this project. */
    public Path distributions() {
        return root.resolve(".run/dist");
    }

    /** Services taken apart, and what JVMs learned of them; shared likewise. */
    public Path applications() {
        return root.resolve(".run/apps");
    }

    public Path brokerLibraries() {
        return root.resolve("runtime/kafka/target/lib");
    }

    public Path coordinatorLibraries() {
        return root.resolve("runtime/seata/target/lib");
    }

    /** The simulations and their class path. */
    public Path loadKit() {
        return root.resolve("tests/load/target");
    }
}
