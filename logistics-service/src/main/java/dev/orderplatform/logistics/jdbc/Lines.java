package dev.orderplatform.logistics.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orderplatform.contracts.ParcelLine;
import java.util.List;

/** Lines as JSON columns. */
final class Lines {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<ParcelLine>> TYPE = new TypeReference<>() {};

    private Lines() {}

    static String write(List<ParcelLine> lines) {
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("lines are plain data and always have a JSON form", e);
        }
    }

    static List<ParcelLine> read(String json) {
        try {
            return JSON.readValue(json, TYPE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored lines are not valid JSON", e);
        }
    }
}
