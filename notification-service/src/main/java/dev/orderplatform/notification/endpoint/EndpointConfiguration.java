package dev.orderplatform.notification.endpoint;

import java.net.InetAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

    @Bean
    AddressRules addressRules(EndpointProperties properties) {
        return new AddressRules(properties.allowLoopback());
    }

    @Bean
    EndpointHosts endpointHosts(AddressRules rules) {
        return new EndpointHosts(rules, InetAddress::getAllByName);
    }

    @Bean
    SecretBox secretBox(EndpointProperties properties) {
        return new SecretBox(properties.decodedKeys());
    }

    @Bean
    AcceptEndpoint acceptEndpoint(AddressRules rules, EndpointHosts hosts, EndpointProperties properties) {
        return new AcceptEndpoint(rules, hosts, properties.lookupTimeout());
    }
}
