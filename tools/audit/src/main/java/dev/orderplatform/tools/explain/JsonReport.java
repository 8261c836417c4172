package dev.orderplatform.tools.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orderplatform.tools.explain.causes.Cause;
import dev.orderplatform.tools.explain.causes.EventDelivery;
import dev.orderplatform.tools.explain.causes.Waiting;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.StoredOrder;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The story of an order for programs. Ids are strings, as in the public interface. */
final class JsonReport {

    private final OrderEvidence order;
    private final Waiting waiting;
    private final UnaryOperator<String> commands;

    /** @param commands makes command lines of orderctl's arguments */
    JsonReport(OrderEvidence order, Waiting waiting, UnaryOperator<String> commands) {
        this.order = order;
        this.waiting = waiting;
        this.commands = commands;
    }

    String text() {
        var json = JsonNodeFactory.instance.objectNode();
        order(json, order.order());
        order.deliveries()
                .traceId()
                .ifPresentOrElse(trace -> json.put("traceId", trace), () -> json.putNull("traceId"));
        each(
                json,
                "timeLine",
                Story.of(order),
                (node, moment) -> node.put("at", moment.at().toString())
                        .put("by", moment.by())
                        .put("what", moment.what()));
        each(json, "events", EventDelivery.ofOrder(order), this::event);
        each(json, "waiting", waiting.state(), this::cause);
        each(json, "alsoWaiting", waiting.others(), this::cause);
        each(
                json,
                "partsNotReady",
                order.parts().notReady(),
                (node, state) -> node.put("part", state.part())
                        .put("state", state.word())
                        .put("held", state.held()));
        each(
                json,
                "unread",
                order.unread().stream().distinct().toList(),
                (node, missing) -> node.put("part", missing.part()).put("reason", missing.reason()));
        each(
                json,
                "logs",
                order.logs(),
                (node, line) -> node.put("log", line.log()).put("line", line.text()));
        return json.toString();
    }

    private void order(ObjectNode json, StoredOrder row) {
        json.put("orderId", Long.toString(row.id()))
                .put("userId", Long.toString(row.userId()))
                .put("region", order.home().region())
                .put("slot", order.home().slot())
                .put("database", order.home().database())
                .put("table", order.home().table())
                .put("readIn", row.readIn())
                .put("status", row.status())
                .put("since", row.since().toString())
                .put("version", row.version())
                .put("epoch", row.epoch())
                .put("durability", row.durability())
                .put("totalMinor", row.totalMinor())
                .put("currency", row.currency())
                .put("createdAt", row.createdAt().toString());
        row.xid().ifPresentOrElse(xid -> json.put("xid", xid), () -> json.putNull("xid"));
        each(
                json,
                "lines",
                row.lines(),
                (node, line) -> node.put("sku", line.sku()).put("quantity", line.quantity()));
    }

    private void event(ObjectNode node, EventDelivery delivery) {
        var event = delivery.event();
        node.put("id", event.id())
                .put("type", event.type())
                .put("at", event.at().toString());
        node.put("published", order.deliveries().isPublished(event.id()));
        strings(node.putArray("applied"), delivery.applied());
        strings(node.putArray("missing"), delivery.missing());
        strings(node.putArray("unknown"), delivery.unknown());
    }

    private void cause(ObjectNode node, Cause cause) {
        node.put("kind", cause.kind().name()).put("text", cause.text());
        strings(
                node.putArray("commands"),
                cause.commands().stream().map(commands).toList());
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static <T> void each(ObjectNode json, String name, List<T> values, BiConsumer<ObjectNode, T> writer) {
        var array = json.putArray(name);
        values.forEach(value -> writer.accept(array.addObject(), value));
    }
}
