package dev.orderplatform.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Merges several OpenAPI documents into one. */
final class MergedDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "#/components/schemas/";

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode paths;
    private final ObjectNode schemas;
    private final List<String> slow = new ArrayList<>();
    private final List<String> down = new ArrayList<>();

    MergedDocument() {
        root.put("openapi", "3.1.0");
        root.putObject("info").put("title", "Order Platform").put("version", "v1");
        root.putArray("servers").addObject().put("url", "/");
        root.putArray("security").addObject().putArray("bearer");
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

    /** Adds a service's public paths, below /api and /demo, and its schemas. */
    void add(String service, JsonNode document) {
        JsonNode own = withoutClashes(service, document);
        own.path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith("/api/") || path.getKey().startsWith("/demo/")) {
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
        List<String> missing = new ArrayList<>();
        if (!slow.isEmpty()) {
            missing.add("Not loaded yet, reload soon: " + String.join(", ", slow) + ".");
        }
        if (!down.isEmpty()) {
            missing.add("Not available, services are down: " + String.join(", ", down) + ".");
        }
        if (!missing.isEmpty()) {
            ((ObjectNode) root.get("info")).put("description", String.join(" ", missing));
        }
        return root;
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
