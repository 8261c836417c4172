package dev.orderplatform.recommendation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that keeps a Recommendation for each confirmed order. */
@SpringBootApplication(proxyBeanMethods = false)
class RecommendationService {

    static void main(String[] args) {
        SpringApplication.run(RecommendationService.class, args);
    }
}
