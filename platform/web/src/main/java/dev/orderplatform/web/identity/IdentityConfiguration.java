package dev.orderplatform.web.identity;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/** Part of the module's auto-configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
public class IdentityConfiguration {

    @Bean
    ApiSecurity apiSecurity(SecurityProperties keys) {
        Clock clock = Clock.systemUTC();
        return new ApiSecurity(new Callers(new TokenVerifier(keys, clock), clock));
    }

    @Bean
    ServiceTokens serviceTokens(SecurityProperties keys, Environment environment) {
        String service = environment.getProperty("spring.application.name", "service");
        return new ServiceTokens(service, keys, Clock.systemUTC());
    }

    // Otherwise Spring Security times every filter, which costs more than the filters themselves.
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    // As strict as the default, with a loop instead of regular expressions, which took a twentieth of the gateway's
    // CPU.
    @Bean
    @ConditionalOnMissingBean
    ServerWebExchangeFirewall webExchangeFirewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderNames(IdentityConfiguration::isPrintable);
        firewall.setAllowedHeaderValues(IdentityConfiguration::isPrintable);
        return firewall;
    }

    // The text is null if the header is absent.
    private static boolean isPrintable(@Nullable String text) {
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || !Character.isDefined(c)) {
                return false;
            }
        }
        return true;
    }

    /** Closed unless the service defines its own chain. */
    @Bean
    @ConditionalOnMissingBean
    SecurityWebFilterChain securityWebFilterChain(ApiSecurity security) {
        return security.chain(_ -> {});
    }
}
