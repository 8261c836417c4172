package dev.orderplatform.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.HttpStatus;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

/** Translates Spring's errors about a request's body, parameters and headers, field by field. */
final class InputProblems {

    private InputProblems() {}

    static ProblemException of(ServerWebInputException failure) {
        return switch (failure) {
            case WebExchangeBindException invalid ->
                invalid(invalid.getAllErrors().stream().map(InputProblems::fieldError));
            case MissingRequestValueException missing -> ProblemException.badField(missing.getName(), "is missing");
            default -> unreadable(failure);
        };
    }

    static ProblemException of(HandlerMethodValidationException failure) {
        return invalid(failure.getParameterValidationResults().stream().flatMap(InputProblems::fieldErrors));
    }

    private static ProblemException unreadable(ServerWebInputException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json) {
                return BodyProblems.of(json);
            }
            if (cause instanceof TypeMismatchException) {
                return mismatch(failure.getMethodParameter());
            }
        }
        // For an empty body Spring reports a decoding failure without a cause.
        boolean missing = failure.getCause() instanceof DecodingException empty && empty.getCause() == null;
        return new ProblemException(
                HttpStatus.BAD_REQUEST, missing ? "The body is missing." : "The request could not be read.");
    }

    // A malformed id in a path gives 404, like an unknown one.
    private static ProblemException mismatch(@Nullable MethodParameter parameter) {
        return parameter != null && parameter.hasParameterAnnotation(PathVariable.class)
                ? new ProblemException(HttpStatus.NOT_FOUND, "There is nothing at this path.")
                : ProblemException.badField(name(parameter), "is not valid");
    }

    private static ProblemException invalid(Stream<FieldError> errors) {
        List<FieldError> found = errors.toList();
        return new ProblemException(HttpStatus.BAD_REQUEST, "The request is not valid.", found);
    }

    private static Stream<FieldError> fieldErrors(ParameterValidationResult result) {
        if (result instanceof ParameterErrors errors) {
            return errors.getAllErrors().stream().map(InputProblems::fieldError);
        }
        String parameter = name(result.getMethodParameter());
        return result.getResolvableErrors().stream().map(error -> new FieldError(parameter, message(error)));
    }

    private static FieldError fieldError(ObjectError error) {
        boolean ofField = error instanceof org.springframework.validation.FieldError;
        String field = ofField ? ((org.springframework.validation.FieldError) error).getField() : "body";
        return new FieldError(field, message(error));
    }

    private static String message(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }

    private static String name(@Nullable MethodParameter parameter) {
        return parameter == null ? "request" : ParameterNames.of(parameter);
    }
}
