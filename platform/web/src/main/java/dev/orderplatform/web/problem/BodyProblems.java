package dev.orderplatform.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Translates Jackson's errors for callers: the field's path and the expected type. */
final class BodyProblems {

    private BodyProblems() {}

    static ProblemException of(JsonProcessingException failure) {
        // Jackson wraps a syntax error inside an object with a field path, but the field's type is not the problem.
        if (isSyntaxError(failure) || isSyntaxError(failure.getCause())) {
            return new ProblemException(HttpStatus.BAD_REQUEST, "The body is not valid JSON.");
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return ProblemException.badField(path(mapping), message(mapping));
        }
        String expected = failure instanceof MismatchedInputException mismatch ? message(mismatch) : "is not valid";
        return new ProblemException(HttpStatus.BAD_REQUEST, "The body " + expected + ".");
    }

    private static boolean isSyntaxError(@Nullable Throwable failure) {
        return failure instanceof StreamReadException && !(failure instanceof InputCoercionException);
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String message(JsonMappingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException _ -> "is not a known field";
            case MismatchedInputException mismatch -> "must be " + kind(mismatch.getTargetType());
            default ->
                failure.getCause() instanceof InputCoercionException overflow
                        ? "must be " + kind(overflow.getTargetType())
                        : "is not valid";
        };
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        return scalar(type);
    }

    private static String scalar(Class<?> type) {
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "an integer" + (type == int.class || type == Integer.class ? " of 32 bits" : " of 64 bits");
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time in ISO 8601";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "of another type";
    }
}
