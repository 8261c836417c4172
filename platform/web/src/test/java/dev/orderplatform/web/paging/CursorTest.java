package dev.orderplatform.web.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import java.util.Base64;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void roundTrips() {
        assertThat(Cursor.decode(Cursor.encode("123"), Long::parseLong)).contains(123L);
        assertThat(Cursor.decode(Cursor.encode("订单"), text -> text)).contains("订单");
        assertThat(Cursor.decode(null, Long::parseLong)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "MTIz", "MToxMjM=", "MToxMjN", "%%%", "MTp4"})
    void refusesForgedCursor(String cursor) {
        assertRefused(cursor);
    }

    @Test
    void refusesOverlongCursor() {
        assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[1000]));
    }

    private static void assertRefused(String cursor) {
        assertThatThrownBy(() -> Cursor.decode(cursor, Long::parseLong))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .first()
                        .extracting(FieldError::field)
                        .isEqualTo("cursor"));
    }
}
