package dev.orderplatform.style;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is formatted by palantir-java-format. To format them:
 *
 * <pre>mvn -q test -pl tests/style -Dtest=SourceFormatTest -Dformat.write=true</pre>
 *
 * A test instead of a build plugin, because the formatter uses javac of the running JDK: tests run on JDK 25, while Maven may run on an older one (decision 0001).
 */
class SourceFormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private final Repository repository = Repository.locate();

    @Test
    void everyJavaFileIsFormatted() {
        List<Path> files = repository.java();
        assertThat(files).isNotEmpty();
        List<Path> others = files.parallelStream()
                .filter(file -> !formatted(file).equals(Repository.read(file)))
                .toList();
        if (Boolean.getBoolean("format.write")) {
            others.forEach(SourceFormatTest::rewrite);
        } else {
            assertThat(others.stream().map(repository::name))
                    .as("files to be formatted")
                    .isEmpty();
        }
    }

    private static String formatted(Path file) {
        try {
            return FORMATTER.formatSourceAndFixImports(Repository.read(file));
        } catch (FormatterException e) {
            throw new AssertionError("can't parse " + file, e);
        }
    }

    private static void rewrite(Path file) {
        try {
            Files.writeString(file, formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
