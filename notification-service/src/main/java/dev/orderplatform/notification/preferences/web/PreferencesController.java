package dev.orderplatform.notification.preferences.web;

import dev.orderplatform.notification.endpoint.AcceptEndpoint;
import dev.orderplatform.notification.preferences.CustomerPreferences;
import dev.orderplatform.notification.preferences.SecretMissing;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class PreferencesController {
    private static final String PATH = "/api/v1/notifications/preferences";

    private final CustomerPreferences preferences;
    private final AcceptEndpoint acceptEndpoint;
    private final Blocking blocking;

    PreferencesController(CustomerPreferences preferences, AcceptEndpoint acceptEndpoint, Blocking blocking) {
        this.preferences = preferences;
        this.acceptEndpoint = acceptEndpoint;
        this.blocking = blocking;
    }

    @Operation(operationId = "getPreferences", summary = "The caller's own preferences, without the webhook's secret")
    @GetMapping(PATH)
    Mono<PreferencesView> get(UserId user) {
        return blocking.call(() -> PreferencesView.of(preferences.of(user.value())));
    }

    @Operation(
            operationId = "replacePreferences",
            summary = "Replaces the caller's own preferences",
            description = "Enables a webhook again that was disabled because its endpoint answered 410.")
    @PutMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<PreferencesView> put(UserId user, @RequestBody PreferencesRequest request) {
        return blocking.call(() -> replace(user.value(), request));
    }

    private PreferencesView replace(long userId, PreferencesRequest request) {
        try {
            return PreferencesView.of(preferences.replace(userId, request.validated(acceptEndpoint)));
        } catch (SecretMissing _) {
            throw ProblemException.badField("webhook.secret", "is missing");
        }
    }
}
