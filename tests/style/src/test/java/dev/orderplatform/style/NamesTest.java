package dev.orderplatform.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names say the role, and nothing is generated behind the reader's back. */
class NamesTest {
    private static final Pattern VAGUE = Pattern.compile(
            "\\b(?:class|interface|record|enum)\\s+(\\w*(?:Impl|Util|Utils|Helper|Manager|DTO|Dto))\\b");
    private static final Pattern LOMBOK = Pattern.compile("\\blombok[.]\\w");

    private final Repository repository = Repository.locate();

    @Test
    void noTypeHasANameThatFitsEverything() {
        assertThat(repository.java().stream()
                        .flatMap(file -> VAGUE.matcher(Repository.read(file))
                                .results()
                                .map(match -> repository.name(file) + ": " + match.group(1))))
                .isEmpty();
    }

    @Test
    void nobodyUsesLombok() {
        assertThat(repository.java().stream()
                        .filter(file -> LOMBOK.matcher(Repository.read(file)).find())
                        .map(repository::name))
                .isEmpty();
    }
}
