package dev.orderplatform.payment.provider.http;

import dev.orderplatform.payment.provider.ProviderUnavailable;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * An answer of the provider that is not a failure of its server.
 *
 * @param body present if the request was carried out
 */
record Reply<T>(int status, Optional<T> body) {

    boolean is(HttpStatus expected) {
        return status == expected.value();
    }

    ProviderUnavailable unexpected() {
        return new ProviderUnavailable("the payment provider answered " + status);
    }
}
