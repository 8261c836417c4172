package dev.orderplatform.tools.scaffold.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenamingTest {
    private static final PlatformIdentity OLD = new PlatformIdentity("org.example.old", "old-thing", "Old Thing");
    private static final PlatformIdentity NEW = PlatformIdentity.chosen("net.test.fresh", "Fresh Thing");

    private final Renaming renaming = new Renaming(OLD, NEW, Map.of("order-events", "fresh.order-events"));

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
        import org.example.old.ids.Slot; -> import net.test.fresh.ids.Slot;
        logging.level.org.example.old=debug -> logging.level.net.test.fresh=debug
        src/main/java/org/example/old/ids -> src/main/java/net/test/fresh/ids
        META-INF/services/org.example.old.Command -> META-INF/services/net.test.fresh.Command
        https://old.example.org/schemas/A.json -> https://fresh.test.net/schemas/A.json
        image: old-thing/gateway -> image: fresh-thing/gateway
        <artifactId>old-thing</artifactId> -> <artifactId>fresh-thing</artifactId>
        old-thing_wan old-thing-check -> fresh-thing_wan fresh-thing-check
        <name>Old Thing</name> -> <name>Fresh Thing</name>
        """)
    void packagesFoldersDomainsArtifactsAndNamesAreReplaced(String before, String after) {
        assertThat(renaming.apply(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "org.example.older.Thing",
        "my-old-thing",
        "an old thing",
        "reorder-events",
        "reordering.order-eventsource"
    })
    void whatOnlyResemblesANameStays(String text) {
        assertThat(renaming.apply(text)).isEqualTo(text);
    }

    @Test
    void topicsGetThePrefixAndSoDoTheirDeadLetters() {
        assertThat(renaming.apply("\"order-events\", `order-events.dlt`, east/order-events.dlt/3"))
                .isEqualTo("\"fresh.order-events\", `fresh.order-events.dlt`, east/fresh.order-events.dlt/3");
    }

    @Test
    void aNewNameThatContainsAnOldOneIsNotReplacedAgain() {
        var nested = PlatformIdentity.chosen("com.acme.old_thing", "New Old Thing");
        assertThat(new Renaming(OLD, nested, Map.of()).apply("org.example.old, Old Thing, old-thing"))
                .isEqualTo("com.acme.old_thing, New Old Thing, new-old-thing");
    }
}
