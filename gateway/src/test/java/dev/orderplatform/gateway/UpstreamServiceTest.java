package dev.orderplatform.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orderplatform.web.identity.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpstreamServiceTest {

    @Test
    void onlyACallbackIsOpen() {
        assertThat(new UpstreamService.Route("/x", Set.of(), "paymentId").isCallback())
                .isTrue();
        assertThat(new UpstreamService.Route("/x", Set.of(Scope.ORDERS), "").isCallback())
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new UpstreamService.Route("/x", Set.of(), ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpstreamService.Route("/x", Set.of(Scope.ORDERS), "paymentId"));
    }
}
