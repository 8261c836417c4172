package dev.orderplatform.web.problem;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Adds the problem response of every operation to a service's OpenAPI document. */
public final class ProblemResponses implements GlobalOpenApiCustomizer {

    private static final ApiResponse PROBLEM = new ApiResponse()
            .description("The request was refused.")
            .content(new Content()
                    .addMediaType(
                            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new MediaType().schema(new Schema<>().$ref("Problem"))));

    @Override
    public void customise(OpenAPI document) {
        if (document.getPaths() == null) {
            return;
        }
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(document.getComponents()::addSchemas);
        document.getPaths()
                .values()
                .forEach(path -> path.readOperations().forEach(ProblemResponses::addProblemResponse));
    }

    private static void addProblemResponse(Operation operation) {
        operation.getResponses().addApiResponse(ApiResponses.DEFAULT, PROBLEM);
    }
}
