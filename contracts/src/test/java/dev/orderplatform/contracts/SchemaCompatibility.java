package dev.orderplatform.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Compares two versions of an event's JSON schema by the rules of {@code docs/events.md}: each must read what the other
 * writes. Fields may be added as optional ones; whatever was published stays as it is.
 */
final class SchemaCompatibility {
    private static final Set<String> WORDS_FOR_PEOPLE = Set.of("$id", "$schema", "title", "description", "examples");
    private static final Set<String> COMPARED_APART = Set.of("properties", "required", "items");

    private final List<String> breaches = new ArrayList<>();

    private SchemaCompatibility() {}

    /** What keeps one of the two from reading the other's events, a line each. */
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

    // Type, pattern, range, enumeration: a narrower one refuses old values, a wider one allows what old readers refuse.
    private void compareRules(String path, JsonNode published, JsonNode current) {
        Set<String> rules = names(published);
        rules.addAll(names(current));
        rules.removeAll(WORDS_FOR_PEOPLE);
        rules.removeAll(COMPARED_APART);
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
