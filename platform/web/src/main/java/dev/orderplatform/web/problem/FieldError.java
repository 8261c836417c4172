package dev.orderplatform.web.problem;

/**
 * What is wrong with one field.
 *
 * @param field its path in the request, as in {@code lines[0].quantity}, or the name of a parameter or header
 */
public record FieldError(String field, String message) {}
