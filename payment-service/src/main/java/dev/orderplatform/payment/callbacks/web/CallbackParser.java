package dev.orderplatform.payment.callbacks.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.payment.callbacks.Callback;
import dev.orderplatform.payment.callbacks.CallbackType;
import dev.orderplatform.web.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebInputException;

/** Reads callbacks. Unknown fields are ignored: the provider may add some. */
@Component
final class CallbackParser {
    private final ObjectMapper json;

    CallbackParser(ObjectMapper json) {
        this.json = json;
    }

    /** Empty if this service does not know the type; the other fields may then be anything. */
    Optional<Callback> parse(String webhookId, byte[] body, String traceparent) {
        JsonNode root = tree(body);
        if (!root.path("type").isTextual()) {
            throw ProblemException.badField("type", "must be a string");
        }
        return CallbackType.parse(root.path("type").textValue())
                .map(type -> body(root).validated(webhookId, type, body, traceparent));
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new IllegalStateException(e); // The bytes are in memory.
        }
    }

    private CallbackBody body(JsonNode root) {
        try {
            return json.treeToValue(root, CallbackBody.class);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static ServerWebInputException unreadable(JsonProcessingException cause) {
        return new ServerWebInputException("unreadable", null, cause);
    }
}
