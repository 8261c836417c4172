package dev.orderplatform.tools.scaffold.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    private final Tokens tokens = new Tokens(ServiceName.parse("gift-card"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        class SampleService                     | class GiftCardService
        find.of(x).map(sample -> sample.id())   | find.of(x).map(giftCard -> giftCard.id())
        for (Sample sample : changes)           | for (GiftCard giftCard : changes)
        FindSample, sampleRow, SampleTable::of  | FindGiftCard, giftCardRow, GiftCardTable::of
        EventStreams.SAMPLE                     | EventStreams.GIFT_CARD
        "sample-events", "/sample-service"      | "gift-card-events", "/gift-card-service"
        AGGREGATE = "sample";                   | AGGREGATE = "gift_card";
        "sample-" + id                          | "gift_card-" + id
        INSERT INTO t_sample (x)                | INSERT INTO t_gift_card (x)
        WHERE t_sample.version = 1              | WHERE t_gift_card.version = 1
        ck_sample_status, sample_app            | ck_gift_card_status, gift_card_app
        classpath:db/sample                     | classpath:db/gift_card
        127.0.0.1:15432/sample                  | 127.0.0.1:15432/gift_card
        GET /api/v1/sample/{orderId}            | GET /api/v1/gift-card/{orderId}
        golden samples, Samples, resampled      | golden samples, Samples, resampled
        """)
    void placeDecidesTheForm(String template, String text) {
        assertThat(tokens.in(template)).isEqualTo(text);
    }

    @Test
    void packagesHaveNoHyphens() {
        assertThat(tokens.in("import " + Tokens.BASE + ".sample.domain.Sample;"))
                .isEqualTo("import " + Tokens.BASE + ".giftcard.domain.GiftCard;");
        assertThat(tokens.in("package " + Tokens.BASE + ".sample;")).isEqualTo("package " + Tokens.BASE + ".giftcard;");
    }

    @Test
    void pathsAreRenamedExceptTheFolderOfGoldenSamples() {
        var base = Tokens.BASE.replace('.', '/');
        assertThat(tokens.inPath("sample-service/src/main/java/" + base + "/sample/web/SampleController.java"))
                .isEqualTo("gift-card-service/src/main/java/" + base + "/giftcard/web/GiftCardController.java");
        assertThat(tokens.inPath("sample-service/src/main/resources/db/sample/V1__sample.sql"))
                .isEqualTo("gift-card-service/src/main/resources/db/gift_card/V1__gift_card.sql");
        assertThat(tokens.inPath("contracts/src/test/resources/samples/SampleRegisteredEvent.json"))
                .isEqualTo("contracts/src/test/resources/samples/GiftCardRegisteredEvent.json");
    }
}
