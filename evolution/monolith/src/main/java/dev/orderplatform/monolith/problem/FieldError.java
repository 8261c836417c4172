package dev.orderplatform.monolith.problem;

/**
 * What is wrong with one field.
 *
 * @param field its path in the request, or the name of a parameter or header
 */
public record FieldError(String field, String message) {}
