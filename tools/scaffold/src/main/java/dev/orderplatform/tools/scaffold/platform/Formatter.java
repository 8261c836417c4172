package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.scaffold.source.FormatJava;
import dev.orderplatform.tools.scaffold.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Formats Java sources after a renaming: imports are sorted, and lines wrapped by their length. */
interface Formatter {

    void format(Path platform) throws IOException;

    /** Formats all Java files as tests/style demands. */
    static Formatter ofJavaFiles() {
        return platform -> {
            try {
                FormatJava.run(new SourceFiles(platform)
                        .paths().stream()
                                .filter(path -> path.endsWith(".java"))
                                .map(platform::resolve)
                                .toList());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PlatformException("Interrupted while formatting", e);
            }
        };
    }
}
