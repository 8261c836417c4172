package dev.orderplatform.payment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. */
@SpringBootApplication(proxyBeanMethods = false)
class PaymentService {

    static void main(String[] args) {
        SpringApplication.run(PaymentService.class, args);
    }
}
