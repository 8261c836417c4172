package dev.orderplatform.web;

import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.blocking.BlockingProperties;
import dev.orderplatform.web.identity.IdentityConfiguration;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.identity.UserIdArgument;
import dev.orderplatform.web.json.StrictJson;
import dev.orderplatform.web.openapi.SchemaNames;
import dev.orderplatform.web.paging.PageParameters;
import dev.orderplatform.web.problem.HttpServerProblems;
import dev.orderplatform.web.problem.ProblemMapping;
import dev.orderplatform.web.problem.ProblemResponses;
import dev.orderplatform.web.problem.ProblemWriter;
import dev.orderplatform.web.problem.Problems;
import dev.orderplatform.web.trace.RequestIdFilter;
import dev.orderplatform.web.trace.TraceParentArgument;
import io.micrometer.observation.ObservationPredicate;
import io.swagger.v3.core.converter.ModelConverter;
import org.springdoc.api.AbstractOpenApiResource;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.security.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.http.client.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.WebFluxRegistrations;
import org.springframework.boot.autoconfigure.web.reactive.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Configures everything in this module. */
@AutoConfiguration(
        before = {
            JacksonAutoConfiguration.class,
            ErrorWebFluxAutoConfiguration.class,
            ReactiveSecurityAutoConfiguration.class,
            ReactiveManagementWebSecurityAutoConfiguration.class
        })
@EnableConfigurationProperties({BlockingProperties.class, HttpServerProperties.class})
@Import(IdentityConfiguration.class)
public class WebAutoConfiguration {

    static {
        // Caller and trace are not request parameters, so they must not appear in the OpenAPI document.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(UserId.class, TraceParent.class);
    }

    @Bean
    ProblemWriter problemWriter(ObjectProvider<ProblemMapping> mappings) {
        return new ProblemWriter(new Problems(mappings.orderedStream().toList()));
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> httpServer(HttpServerProperties properties) {
        return server -> server.addServerCustomizers(
                HttpServerProblems::install,
                ReactorNetty4361Workaround::install,
                FramingGuard::install,
                Http10Responses::install,
                http -> http.requestTimeout(properties.requestTimeout()));
    }

    @Bean
    ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> httpClients() {
        return builder -> builder.withHttpClientCustomizer(ServiceAddresses::install);
    }

    @Bean
    StrictJson strictJson() {
        return new StrictJson();
    }

    @Bean
    RequestIdFilter requestIdFilter() {
        return new RequestIdFilter();
    }

    /** Health probes are neither measured nor traced. */
    @Bean
    ObservationPredicate noProbes() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier().getPath().value().startsWith("/actuator/"));
    }

    @Bean
    Blocking blocking(BlockingProperties limits) {
        return new Blocking(limits);
    }

    @Bean
    WebFluxRegistrations negotiatedMapping() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new NegotiatedMapping();
            }
        };
    }

    @Bean
    ModelConverter schemaNames() {
        return SchemaNames.resolver();
    }

    @Bean
    PageParameters pageParameters() {
        return new PageParameters();
    }

    @Bean
    ProblemResponses problemResponses() {
        return new ProblemResponses();
    }

    @Bean
    WebFluxConfigurer controllerArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer arguments) {
                arguments.addCustomResolver(new UserIdArgument(), new TraceParentArgument());
            }

            // Building the first OpenAPI document takes seconds on slow cores and would block an event loop.
            @Override
            public void configureBlockingExecution(BlockingExecutionConfigurer blocking) {
                blocking.setExecutor(new VirtualThreadTaskExecutor("api-docs-"));
                blocking.setControllerMethodPredicate(
                        method -> AbstractOpenApiResource.class.isAssignableFrom(method.getBeanType()));
            }
        };
    }
}
