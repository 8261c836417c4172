package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Merges several OpenAPI documents into one. */
final class MergedDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "#/components/schemas/";
    private static final String DESCRIPTION =
            "The HTTP interface of all services. Every error is an application/problem+json (RFC 9457)."
                    + " The events on Kafka are on [another page](/docs/events).";

    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode tags;
    private final ObjectNode paths;
    private final ObjectNode schemas;
    private final List<String> slow = new ArrayList<>();
    private final List<String> down = new ArrayList<>();

    MergedDocument() {
        root.put("openapi", "3.1.0");
        root.putObject("info").put("title", "Order Platform").put("version", "v1");
        root.putArray("servers").addObject().put("url", "/");
        root.putArray("security").addObject().putArray("bearer");
        tags = root.putArray("tags");
        paths = root.putObject("paths");
        ObjectNode components = root.putObject("components");
        schemas = components.putObject("schemas");
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
    }

    /** Adds a service's public paths, below /api and /demo, under a tag of its name, and its schemas. */
    void add(String service, JsonNode document) {
        JsonNode own = withoutClashes(service, document);
        tags.addObject().put("name", service);
        own.path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith("/api/") || path.getKey().startsWith("/demo/")) {
                path.getValue().forEach(operation -> tag(operation, service));
                paths.set(path.getKey(), path.getValue());
            }
        });
        own.at("/components/schemas").properties().forEach(schema -> schemas.set(schema.getKey(), schema.getValue()));
    }

    void add(ServiceDocument.FetchResult result) {
        switch (result) {
            case ServiceDocument.FetchResult.Document document -> add(document.service(), document.json());
            case ServiceDocument.FetchResult.Slow(var service) -> slow.add(service);
            case ServiceDocument.FetchResult.Down(var service) -> down.add(service);
        }
    }

    ObjectNode json() {
        List<String> description = new ArrayList<>(List.of(DESCRIPTION));
        if (!slow.isEmpty()) {
            description.add("Not loaded yet, reload soon: " + String.join(", ", slow) + ".");
        }
        if (!down.isEmpty()) {
            description.add("Not available, services are down: " + String.join(", ", down) + ".");
        }
        ((ObjectNode) root.get("info")).put("description", String.join(" ", description));
        return root;
    }

    // In place of the controller's name.
    private static void tag(JsonNode operation, String service) {
        if (operation instanceof ObjectNode object) {
            object.putArray("tags").add(service);
        }
    }

    // Two services may use one schema name for different schemas; the later one is prefixed with its service's name.
    private JsonNode withoutClashes(String service, JsonNode document) {
        JsonNode own = document.deepCopy();
        for (var schema : document.at("/components/schemas").properties()) {
            String name = schema.getKey();
            if (schemas.has(name) && !schemas.get(name).equals(schema.getValue())) {
                rename(own, name, service + "." + name);
            }
        }
        return own;
    }

    private static void rename(JsonNode document, String name, String unique) {
        ObjectNode components = (ObjectNode) document.at("/components/schemas");
        components.set(unique, components.remove(name));
        document.findParents("$ref").stream()
                .filter(node -> node.get("$ref").asText().equals(SCHEMA + name))
                .forEach(node -> ((ObjectNode) node).put("$ref", SCHEMA + unique));
    }
}
