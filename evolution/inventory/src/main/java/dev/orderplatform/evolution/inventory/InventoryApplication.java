package dev.orderplatform.evolution.inventory;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.EnumSet;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.transaction.CannotCreateTransactionException;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableConfigurationProperties(DatabaseProperties.class)
class InventoryApplication {
    private InventoryApplication() {}

    static void main(String[] arguments) {
        SpringApplication.run(InventoryApplication.class, arguments);
    }

    @Bean
    static HikariDataSource database(DatabaseProperties properties) {
        return Database.open("inventory", properties, "classpath:db/inventory");
    }

    @Bean
    static SecurityWebFilterChain security(ApiSecurity security) {
        return security.chain(rules -> rules.allow(Scope.SERVICE, "/internal/**")
                .allow(HttpMethod.GET, EnumSet.allOf(Scope.class), "/api/v1/stock/**"));
    }

    @Bean
    static ProblemMapping databaseProblems() {
        return failure -> failure instanceof TransientDataAccessException
                        || failure instanceof DataAccessResourceFailureException
                        || failure instanceof CannotCreateTransactionException
                ? Optional.of(ProblemException.unavailable("The database does not answer; try again."))
                : Optional.empty();
    }
}
