package dev.orderplatform.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static dev.orderplatform.architecture.Platform.BASE;
import static dev.orderplatform.architecture.Platform.CLASSES;

import org.junit.jupiter.api.Test;

/** APIs that may be used in one place only, or nowhere. */
class UsageTest {

    @Test
    void eventsAreSentInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "kafka..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.kafka.core.KafkaTemplate")
                .check(CLASSES);
    }

    /** Tools replay dead letters with their own producers; services send only through the outbox. */
    @Test
    void noServiceHasAProducerOfItsOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "kafka..", BASE + "runtime..", BASE + "tools..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.producer..")
                .check(CLASSES);
    }

    /** A hand-written loop silently ends with the first uncaught Throwable. */
    @Test
    void backgroundWorkIsRepeatedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "background..", BASE + "runtime..", BASE + "tools..")
                .should()
                .callMethod(Thread.Builder.OfVirtual.class, "unstarted", Runnable.class)
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .check(CLASSES);
    }

    @Test
    void settingsAreBoundToRecords() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
                .check(CLASSES);
    }

    @Test
    void servicesWriteToTheLogOnly() {
        noClasses()
                .that(resideOutsideOfPackages(BASE + "runtime..", BASE + "tools.."))
                .should(ACCESS_STANDARD_STREAMS)
                .orShould(USE_JAVA_UTIL_LOGGING)
                .check(CLASSES);
    }
}
