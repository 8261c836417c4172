package dev.orderplatform.tools.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * An HTTP response.
 *
 * @param body as text
 * @param retryLater whether it has a Retry-After header
 */
public record Answer(int status, String body, boolean retryLater) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body as JSON; a missing node if it is not JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}
