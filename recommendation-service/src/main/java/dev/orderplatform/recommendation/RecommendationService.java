package dev.orderplatform.recommendation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that recommends what is bought together. */
@SpringBootApplication(proxyBeanMethods = false)
class RecommendationService {

    static void main(String[] args) {
        SpringApplication.run(RecommendationService.class, args);
    }
}
