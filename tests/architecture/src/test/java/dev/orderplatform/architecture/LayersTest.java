package dev.orderplatform.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static dev.orderplatform.architecture.Platform.BASE;
import static dev.orderplatform.architecture.Platform.CLASSES;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Inside a service: technology is a leaf. What a service does (its domain and its use cases) knows neither how it is called over
 * HTTP nor how it is stored.
 */
class LayersTest {
    private static final String ORDER = BASE + "order.";

    /** Leaves by the name of their technology, and what a service keeps its rows in. */
    private static final String[] LEAVES = {
        "..web..", "..http..", "..jdbc..", "..kafka..", ORDER + "storage..", ORDER + "sharding..", ORDER + "outbox.."
    };

    /** The gateway is HTTP and nothing else. */
    @SuppressWarnings("UnusedVariable") // the parameterised tests read it by its name
    private static final List<String> SERVICES = Platform.SERVICES.stream()
            .filter(service -> !service.equals("gateway"))
            .toList();

    /** Threads for blocking calls are not HTTP. */
    private static final DescribedPredicate<JavaClass> WEB = resideInAnyPackage(
                    "org.springframework.web..", "org.springframework.http..", BASE + "web..")
            .and(not(resideInAPackage(BASE + "web.blocking..")))
            .as("Spring Web or the platform's web module");

    /** Kinds of failures may be distinguished: whether one is transient, whether a row already existed. */
    private static final DescribedPredicate<JavaClass> SQL = resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.springframework.jdbc..",
                    "org.postgresql..",
                    "com.zaxxer..",
                    "org.apache.shardingsphere..",
                    BASE + "postgres..")
            .and(not(assignableTo(RuntimeException.class)))
            .as("SQL");

    @ParameterizedTest
    @FieldSource("SERVICES")
    void domainAndApplicationKnowNoWeb(String service) {
        noClasses()
                .that(areApplicationOf(service))
                .should()
                .dependOnClassesThat(WEB)
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void domainAndApplicationKnowNoSql(String service) {
        noClasses()
                .that(areApplicationOf(service))
                .should()
                .dependOnClassesThat(SQL)
                .check(CLASSES);
    }

    /** What accepts and changes orders does not depend on how they are shown. */
    @Test
    void writeSideOfOrdersDoesNotKnowTheReadSide() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "order..")
                .and()
                .resideOutsideOfPackage(ORDER + "viewing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ORDER + "viewing..")
                .check(CLASSES);
    }

    /** MULTI_REGION has one entry: everything else in its package is for itself and its leaves. */
    @Test
    void multiRegionOrdersHaveOneEntry() {
        classes()
                .that()
                .resideInAPackage(ORDER + "multiregion..")
                .and()
                .doNotHaveSimpleName("MultiRegionOrders")
                .and()
                .doNotHaveSimpleName("OtherRegionUnavailable")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(ORDER + "multiregion..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void noServiceHasStaticMutableState(String service) {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(BASE + service + "..")
                .and()
                .areStatic()
                .should()
                .notBeFinal()
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> areApplicationOf(String service) {
        return resideInAPackage(BASE + service + "..")
                .and(not(resideInAnyPackage(LEAVES)))
                .and(not(annotatedWith("org.springframework.context.annotation.Configuration")))
                .and(not(annotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")))
                .as("are domain or application of " + service);
    }
}
