package dev.orderplatform.web.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void anExtraItemIsNotShownButMakesANextPageAfterTheLastOneShown() {
        assertThat(Page.of(List.of(9, 8, 7), 2, item -> item))
                .isEqualTo(new Page<>(List.of(9, 8), Optional.of(Cursor.encode("8"))));
    }

    @Test
    void theLastPageHasNoCursor() {
        assertThat(Page.of(List.of(9, 8), 2, item -> item)).isEqualTo(new Page<>(List.of(9, 8), Optional.empty()));
        assertThat(Page.of(List.<Integer>of(), 2, item -> item).items()).isEmpty();
    }

    @Test
    void aViewOfAPageKeepsItsCursor() {
        assertThat(Page.of(List.of(9, 8), 1, item -> item).map(item -> "#" + item))
                .isEqualTo(new Page<>(List.of("#9"), Optional.of(Cursor.encode("9"))));
    }
}
