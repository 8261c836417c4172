package dev.orderplatform.monolith;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The whole order centre. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableConfigurationProperties(DatabaseProperties.class)
public class Monolith {

    static void main(String[] args) {
        SpringApplication.run(Monolith.class, args);
    }

    @Bean
    HikariDataSource database(DatabaseProperties properties) {
        return Database.open("monolith", properties, "classpath:db/monolith");
    }

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
