package dev.orderplatform.stack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM learned in an earlier run, for the next one to begin with: its classes loaded and linked, and which methods
 * are worth compiling (JEP 483, 514, 515). A JVM that finds the cache made for another class path or JDK goes on without.
 */
public record AotCache(Path file) {

    /** The flags of a JVM that uses the cache; none while there is none. */
    public List<String> use() {
        return Files.isReadable(file) ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** The flags of a JVM that writes the cache when it ends, which takes it some seconds more. */
    public List<String> train() {
        return List.of("-XX:AOTCacheOutput=" + file);
    }
}
