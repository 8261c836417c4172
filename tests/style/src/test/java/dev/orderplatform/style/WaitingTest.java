package dev.orderplatform.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests wait for conditions: a sleep is too short on a busy machine and too long on any other. */
class WaitingTest {
    private static final Pattern SLEEP = Pattern.compile("\\b(?:Thread|TimeUnit[.]\\w+)[.]sleep\\(");

    private final Repository repository = Repository.locate();

    @Test
    void noTestSleeps() {
        assertThat(repository.java("test").stream()
                        .filter(file -> SLEEP.matcher(Repository.read(file)).find())
                        .map(repository::name))
                .isEmpty();
    }
}
