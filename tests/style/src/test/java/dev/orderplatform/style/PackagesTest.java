package dev.orderplatform.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every package has a {@code package-info.java} with its purpose, and is null-marked. */
class PackagesTest {
    private final Repository repository = Repository.locate();

    @Test
    void everyPackageIsDocumentedAndNullMarked() {
        Set<Path> packages = repository.java("main").stream()
                .map(file -> Objects.requireNonNull(file.getParent()))
                .collect(Collectors.toSet());
        assertThat(packages).isNotEmpty();
        assertThat(packages.stream().filter(folder -> !described(folder)).map(repository::name))
                .as("packages without a package-info.java that has a javadoc and @NullMarked")
                .isEmpty();
    }

    private static boolean described(Path folder) {
        Path description = folder.resolve("package-info.java");
        if (!Files.exists(description)) {
            return false;
        }
        String text = Repository.read(description);
        return text.startsWith("/**") && text.contains("@NullMarked\npackage ");
    }
}
