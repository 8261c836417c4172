package dev.orderplatform.loyalty;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that keeps customers' points. */
@SpringBootApplication(proxyBeanMethods = false)
class LoyaltyService {

    static void main(String[] args) {
        SpringApplication.run(LoyaltyService.class, args);
    }
}
