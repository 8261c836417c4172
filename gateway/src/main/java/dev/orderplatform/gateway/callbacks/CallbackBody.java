package dev.orderplatform.gateway.callbacks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.regions.RequestSlot;
import dev.orderplatform.web.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Reads the id of a payment or parcel from a callback's body. */
final class CallbackBody {
    // Of two ids of the same name, the service might read the other one.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private CallbackBody() {}

    /** @throws ProblemException 400 if it is not a JSON object with an id {@code <orderId>-<n>} */
    static Slot slot(byte[] body, String idField) {
        String id = id(body, idField).orElseThrow(() -> ProblemException.badField(idField, "is missing"));
        return RequestSlot.ofPart(id)
                .orElseThrow(() -> ProblemException.badField(idField, "must be a string <orderId>-<n>"));
    }

    private static Optional<String> id(byte[] body, String idField) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject();
            }
            Optional<String> id = Optional.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(idField);
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                id = found ? Optional.of(text ? parser.getText() : "") : id;
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw notAnObject();
            }
            return id;
        } catch (IOException _) {
            throw notAnObject();
        }
    }

    private static ProblemException notAnObject() {
        return new ProblemException(HttpStatus.BAD_REQUEST, "The body is not a JSON object, or repeats a field.");
    }
}
