package dev.orderplatform.web.identity;

import dev.orderplatform.web.problem.ProblemException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Resolves controller parameters of type {@link UserId} to the calling user; 403 if the caller is a service. */
public final class UserIdArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == UserId.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(Caller.class)
                .flatMap(caller -> Mono.justOrEmpty(caller.user()))
                .<Object>map(user -> user)
                .switchIfEmpty(Mono.error(
                        () -> new ProblemException(HttpStatus.FORBIDDEN, "Only a user's own token may do this.")));
    }
}
