package dev.orderplatform.notification.channel.webhook.web;

import dev.orderplatform.notification.channel.webhook.ReplayWebhooks;
import dev.orderplatform.web.blocking.Blocking;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For {@code orderctl webhooks replay}: needs a service token, and the gateway has no route to it. */
@Hidden
@RestController
class ReplayController {
    private final ReplayWebhooks replayWebhooks;
    private final Blocking blocking;

    ReplayController(ReplayWebhooks replayWebhooks, Blocking blocking) {
        this.replayWebhooks = replayWebhooks;
        this.blocking = blocking;
    }

    /**
     * The answer.
     *
     * @param replayed ids of the notifications whose webhooks were queued again
     */
    record Answer(List<String> replayed) {}

    /** Queues the webhooks of 1..500 notifications again. */
    @PostMapping(path = "/internal/webhooks/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer> replay(@RequestBody ReplayRequest request) {
        Set<Long> ids = request.validated();
        return blocking.call(() -> new Answer(
                replayWebhooks.replay(ids).stream().map(String::valueOf).toList()));
    }
}
