package dev.orderplatform.runtime.orderctl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.orderplatform.runtime.backlog.Backlog;
import dev.orderplatform.runtime.backlog.Replication;
import dev.orderplatform.runtime.backlog.UnresolvedItems;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.supervision.PartStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The state of the platform as JSON: a public format that scripts and drills rely on. */
final class StatusJson {

    private StatusJson() {}

    static String of(String gateway, List<PartStatus> statuses, Backlog backlog, Instant now) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            // A part that the user stopped is not expected to be ready.
            json.writeBooleanField(
                    "ready", statuses.stream().filter(status -> !status.held()).allMatch(PartStatus::ready));
            json.writeStringField("gateway", gateway);
            json.writeArrayFieldStart("processes");
            for (var status : statuses) {
                write(json, status);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("replication");
            for (var replication : backlog.replications()) {
                write(json, replication, now);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("unresolved");
            for (var kind : UnresolvedItems.Kind.values()) {
                json.writeNumberField(
                        kind.label(), backlog.unresolved(kind, now).count());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Replication replication, Instant now) throws IOException {
        json.writeStartObject();
        json.writeStringField("from", replication.from());
        json.writeStringField("to", replication.to());
        json.writeFieldName("lag");
        var lag = replication.lag(now);
        if (lag.isPresent()) {
            json.writeNumber(lag.getAsLong());
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PartStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", status.part().name());
        json.writeStringField("kind", status.part().kind().name().toLowerCase(Locale.ROOT));
        json.writeFieldName("region");
        write(json, status.part().region());
        json.writeFieldName("pid");
        var pid = status.process().map(ProcessIdentity::pid);
        if (pid.isPresent()) {
            json.writeNumber(pid.get());
        } else {
            json.writeNull();
        }
        json.writeNumberField("port", status.part().port());
        json.writeStringField("state", status.state().word());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeString(text.get());
        } else {
            json.writeNull();
        }
    }
}
