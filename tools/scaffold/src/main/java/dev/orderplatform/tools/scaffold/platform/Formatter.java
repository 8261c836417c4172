package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Formats Java sources after a renaming: imports are sorted, and lines wrapped by their length. */
interface Formatter {

    /** @param log for the output of a command, whose end is reported if it fails */
    void format(Path platform, Path log);

    /** The platform's own formatter, a test of the module tests/style. */
    static Formatter maven() {
        return (platform, log) -> {
            var style = "tests/style";
            new Launch(
                            List.of(
                                    "mvn",
                                    "-B",
                                    "-ntp",
                                    "-q",
                                    "test",
                                    "-pl",
                                    style,
                                    "-Dtest=SourceFormatTest",
                                    "-Dformat.write=true"),
                            Map.of("JAVA_HOME", System.getProperty("java.home")),
                            platform,
                            log)
                    .run();
            Folders.delete(platform.resolve(style).resolve("target"));
        };
    }
}
