package dev.orderplatform.monolith.identity;

import dev.orderplatform.monolith.problem.ProblemWriter;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** Stateless, bearer tokens only, closed by default. */
@Configuration(proxyBeanMethods = false)
class Security {

    @Bean
    SecurityFilterChain chain(HttpSecurity http, ProblemWriter problems) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**", "/demo/token")
                        .permitAll()
                        .requestMatchers("/api/v1/stock/**")
                        .hasAnyAuthority("SCOPE_orders", "SCOPE_operator")
                        .anyRequest()
                        .hasAuthority("SCOPE_orders"))
                .oauth2ResourceServer(server -> server.jwt(_ -> {})
                        .authenticationEntryPoint(
                                (request, response, _) -> problems.write(request, response, HttpStatus.UNAUTHORIZED))
                        .accessDeniedHandler(
                                (request, response, _) -> problems.write(request, response, HttpStatus.FORBIDDEN)))
                .build();
    }

    @Bean
    JwtDecoder tokens(KeyProperties keys, InstantSource clock) {
        var verifier = NimbusJwtDecoder.withPublicKey(keys.publicKey())
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        verifier.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, sub -> sub != null && sub.matches("[1-9][0-9]{0,17}")),
                new JwtTimestampValidator()));
        return new CachingJwtDecoder(verifier, clock);
    }

    // Otherwise Spring Security times every filter, which costs more than the filters themselves.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }
}
