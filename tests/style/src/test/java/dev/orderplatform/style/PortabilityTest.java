package dev.orderplatform.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository works on any machine: it contains no registry addresses and no home folders. */
class PortabilityTest {
    private static final Pattern REGISTRY = Pattern.compile(
            "(?i)\\brepo1?[.]maven|\\bmaven[.]google|\\bregistry[.](?:npmjs|hub)"
                + "|\\b(?:docker|ghcr|quay|gcr|mcr)[.](?:io|microsoft)\\b|<repositor(?:y|ies)>|<mirrors?>|\\bartifactory\\b");
    // The look-behind excludes URLs and relative paths.
    private static final Pattern HOME = Pattern.compile("(?<![\\w.}~-])/(?:home|Users|root)/\\w");

    private final Repository repository = Repository.locate();

    @Test
    void noFileContainsARegistryAddress() {
        assertThat(containing(REGISTRY)).isEmpty();
    }

    @Test
    void noFileContainsAHomeFolder() {
        assertThat(containing(HOME)).isEmpty();
    }

    private Stream<String> containing(Pattern pattern) {
        return repository.files().stream()
                .flatMap(file -> lines(file)
                        .filter(line -> pattern.matcher(line).find())
                        .map(line -> repository.name(file) + ": " + line.strip()));
    }

    private static Stream<String> lines(Path file) {
        return Repository.text(file).stream().flatMap(String::lines);
    }
}
