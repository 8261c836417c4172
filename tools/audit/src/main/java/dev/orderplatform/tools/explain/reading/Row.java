package dev.orderplatform.tools.explain.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.process.PlatformException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A row, as PostgreSQL's to_jsonb shows it: columns that newer or older services do not have are simply absent. */
record Row(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Row> of(ReadOnlyDatabase database, String query) {
        var rows = new ArrayList<Row>();
        database.each("SELECT to_jsonb(r) FROM (" + query + ") r", row -> rows.add(parse(row.getString(1))));
        return rows;
    }

    private static Row parse(String text) {
        try {
            return new Row(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new PlatformException("PostgreSQL sent unreadable JSON", e);
        }
    }

    String text(String column) {
        return json.path(column).asText();
    }

    Optional<String> find(String column) {
        return Optional.of(json.path(column))
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .map(value -> value.isContainerNode() ? value.toString() : value.asText());
    }

    long number(String column) {
        return json.path(column).asLong();
    }

    int count(String column) {
        return json.path(column).asInt();
    }

    boolean is(String column) {
        return json.path(column).asBoolean();
    }

    Instant instant(String column) {
        return OffsetDateTime.parse(text(column)).toInstant();
    }

    Optional<Instant> findInstant(String column) {
        return find(column).map(text -> OffsetDateTime.parse(text).toInstant());
    }

    List<Row> rows(String column) {
        return json.path(column).valueStream().map(Row::new).toList();
    }
}
