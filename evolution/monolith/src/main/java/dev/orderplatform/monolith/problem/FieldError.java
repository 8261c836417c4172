package dev.orderplatform.monolith.problem;

/**
 * An error in one field of a request.
 *
 * @param field its path in the request, or the name of a parameter or header
 */
public record FieldError(String field, String message) {}
