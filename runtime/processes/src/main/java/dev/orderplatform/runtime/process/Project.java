package dev.orderplatform.runtime.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's root folder, searched from the working folder upwards, so that tests of every module find it. */
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
                "Not inside the project: neither " + Path.of("").toAbsolutePath() + " nor a parent folder is its root");
    }

    /** Unpacked servers, shared by all platforms of this project. */
    public Path distributions() {
        return root.resolve(".run/dist");
    }

    /** Installed services and AOT caches, shared likewise. */
    public Path applications() {
        return root.resolve(".run/apps");
    }

    public Path brokerLibraries() {
        return root.resolve("runtime/kafka/target/lib");
    }

    public Path coordinatorLibraries() {
        return root.resolve("runtime/seata/target/lib");
    }

    public Path zipkinServer() {
        return root.resolve("runtime/zipkin/target/zipkin-server.jar");
    }

    /** The Gatling simulations and their class path. */
    public Path loadKit() {
        return root.resolve("tests/load/target");
    }
}
