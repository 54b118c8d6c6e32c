package io.github.pmmmigration.docker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.github.pmmmigration.docker.internal.http.Pause;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;

@AnalyzeClasses(packages = "io.github.pmmmigration.docker", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> OWN_OR_JDK =
            resideInAnyPackage("java..", "io.github.pmmmigration..", "");

    @ArchTest
    static final ArchRule knowsOnlyThePublicPackagesOfCore =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.github.pmmmigration.internal..");

    /** One method named "using" per module may take a client of the library underneath. */
    @ArchTest
    static final ArchRule showsNoForeignTypeButInOneFactory = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("..internal..")
            .and()
            .doNotHaveName("using")
            .should(be(speakingOnlyOf(OWN_OR_JDK)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule createsThroughFactories = noConstructors()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("..internal..")
            .should()
            .haveRawParameterTypes(DescribedPredicate.anyElementThat(DescribedPredicate.not(OWN_OR_JDK)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule loadsNoServices =
            noClasses().should().dependOnClassesThat().belongToAnyOf(ServiceLoader.class);

    @ArchTest
    static final ArchRule sleepsInOnePlaceOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Pause.class.getName())
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class);

    @ArchTest
    static final ArchRule leavesTheProcessAlone = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class)
            .orShould()
            .callMethod(System.class, "setProperty", String.class, String.class);

    @ArchTest
    static final ArchRule nothingPrints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule loggingGoesThroughSlf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule exceptionsSayWhatTheyAre = GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    private static DescribedPredicate<JavaMethod> speakingOnlyOf(DescribedPredicate<JavaClass> allowed) {
        return DescribedPredicate.describe(
                "speaking only of own types and the JDK's",
                method -> method.getAllInvolvedRawTypes().stream().allMatch(allowed));
    }
}
