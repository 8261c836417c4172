package dev.orderplatform.web.problem;

/**
 * An error in one field of a request.
 *
 * @param field its path in the request, as in {@code lines[0].quantity}, or the name of a parameter or header
 */
public record FieldError(String field, String message) {}
