package dev.orderplatform.evolution.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A one-line description of this machine. */
final class Machine {

    private Machine() {}

    static String describe() {
        return "%d × %s, %s, JDK %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        value("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
                        memory(value("/proc/meminfo", "MemTotal", "")),
                        Runtime.version());
    }

    private static String memory(String kilobytes) {
        var digits = kilobytes.replaceAll("\\D", "");
        return digits.isEmpty() ? "memory unknown" : Math.round(Long.parseLong(digits) / 1024.0 / 1024.0) + " GB";
    }

    private static String value(String file, String key, String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException _) {
            return otherwise;
        }
    }
}
