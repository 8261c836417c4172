package dev.orderplatform.evolution.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No other module may depend on this folder. A fast check; {@link WithoutTheEvolutionIT} builds without it. */
class NothingNeedsTheEvolutionTest {
    private static final Pattern NAMES_IT =
            Pattern.compile("dev\\.orderplatform\\.(evolution|monolith)|<artifactId>(evolution|monolith)");

    @Test
    void noSourceAndNoPomOutsideNamesIt() {
        assertThat(Checkout.files().filter(NothingNeedsTheEvolutionTest::isBuilt))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(text(file)).doesNotContainPattern(NAMES_IT));
    }

    private static boolean isBuilt(Path file) {
        // Relative: the checkout itself may be in a folder named src.
        return file.endsWith("pom.xml")
                || Checkout.root().relativize(file).toString().contains("/src/");
    }

    // Images and archives are not UTF-8.
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
