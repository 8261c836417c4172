package dev.orderplatform.tools.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What came back.
 *
 * @param body as text
 * @param retryLater whether it says when to come again (Retry-After)
 */
public record Answer(int status, String body, boolean retryLater) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body as JSON; a missing node when it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}
