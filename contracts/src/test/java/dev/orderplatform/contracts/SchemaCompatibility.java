package dev.orderplatform.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Compares two versions of an event's JSON schema by the rules of {@code docs/events.md}: each must read what the other
 * writes. Optional fields may be added; nothing published may change.
 */
final class SchemaCompatibility {
    private static final Set<String> DOCUMENTATION = Set.of("$id", "$schema", "title", "description", "examples");
    private static final Set<String> COMPARED_SEPARATELY = Set.of("properties", "required", "items");

    private final List<String> breaches = new ArrayList<>();

    private SchemaCompatibility() {}

    /** The incompatible changes, one line each. */
    static List<String> breaches(JsonNode published, JsonNode current) {
        SchemaCompatibility comparison = new SchemaCompatibility();
        comparison.compare("", published, current);
        return comparison.breaches;
    }

    private void compare(String path, JsonNode published, JsonNode current) {
        compareRules(path, published, current);
        for (String field : names(published.path("properties"))) {
            JsonNode now = current.path("properties").path(field);
            if (now.isMissingNode()) {
                breaches.add(path + field + " was removed");
            } else {
                compare(path + field + ".", published.path("properties").path(field), now);
            }
        }
        compareRequired(path, published, current);
        if (published.has("items") || current.has("items")) {
            compare(path + "[].", published.path("items"), current.path("items"));
        }
    }

    // Type, pattern, range, enumeration: narrowing refuses old values, widening allows values that old readers refuse.
    private void compareRules(String path, JsonNode published, JsonNode current) {
        Set<String> rules = names(published);
        rules.addAll(names(current));
        rules.removeAll(DOCUMENTATION);
        rules.removeAll(COMPARED_SEPARATELY);
        for (String rule : rules) {
            if (!Objects.equals(published.path(rule), current.path(rule))) {
                breaches.add(path + rule + " was " + published.path(rule) + " and is " + current.path(rule));
            }
        }
    }

    private void compareRequired(String path, JsonNode published, JsonNode current) {
        Set<String> before = texts(published.path("required"));
        Set<String> now = texts(current.path("required"));
        before.stream()
                .filter(field ->
                        !now.contains(field) && current.path("properties").has(field))
                .forEach(field -> breaches.add(path + field + " was required and is optional"));
        now.stream()
                .filter(field -> !before.contains(field))
                .forEach(field -> breaches.add(path + field + " is required and was not"));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
