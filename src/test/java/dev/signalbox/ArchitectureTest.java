package dev.signalbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The map in {@code docs/architecture.md}, held by the build. */
@AnalyzeClasses(packages = "dev.signalbox", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.signalbox.";

    /** Which of our packages a package may use beside itself; the rows are the table of the document. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("api", List.of()),
            Map.entry("model", List.of()),
            Map.entry("promql", List.of()),
            Map.entry("facts", List.of("model")),
            Map.entry("intake", List.of("api", "model", "promql", "facts")),
            Map.entry("compile", List.of("model", "facts", "promql")),
            Map.entry("compile.dashboard", List.of("compile", "model", "facts", "promql")),
            Map.entry("compile.dashboard.grafana", List.of("compile", "promql")),
            Map.entry("compile.pipeline.collector", List.of("compile")),
            Map.entry("compile.pipeline.ottl", List.of("compile", "promql")),
            Map.entry("status", List.of("api", "model", "compile", "sampling", "guardrails")),
            Map.entry("guardrails", List.of("model", "facts", "compile")),
            Map.entry("interchange", List.of("api", "model", "promql", "intake")),
            Map.entry("backend", List.of("model")),
            Map.entry("sampling", List.of("model", "promql", "compile", "backend")),
            Map.entry("coverage", List.of("api", "model", "promql", "backend", "status")),
            Map.entry("cardinality", List.of("api", "model", "promql", "compile", "backend", "status")),
            Map.entry("report", List.of("api", "model", "compile", "backend")),
            Map.entry("cost", List.of("api", "model", "backend", "status")),
            Map.entry("alerts", List.of("api", "model", "promql", "backend")),
            Map.entry("freeze", List.of("api", "model", "compile", "status")),
            Map.entry("controlplane", List.of()),
            Map.entry("sidecar", List.of("compile")),
            Map.entry("local", List.of()),
            Map.entry(
                    "operator",
                    List.of(
                            "api",
                            "model",
                            "promql",
                            "facts",
                            "intake",
                            "compile",
                            "status",
                            "backend",
                            "sampling",
                            "coverage",
                            "cardinality",
                            "report",
                            "cost",
                            "alerts",
                            "freeze",
                            "guardrails",
                            "local")),
            Map.entry(
                    "cli",
                    List.of(
                            "api",
                            "model",
                            "promql",
                            "facts",
                            "intake",
                            "compile",
                            "status",
                            "backend",
                            "sampling",
                            "report",
                            "controlplane",
                            "interchange",
                            "guardrails",
                            "sidecar",
                            "local")));

    /** The packages whose result depends on their arguments alone. */
    private static final String[] PURE = {
        ROOT + "model..",
        ROOT + "promql..",
        ROOT + "facts..",
        ROOT + "intake..",
        ROOT + "compile..",
        ROOT + "status..",
        ROOT + "sampling..",
        ROOT + "coverage..",
        ROOT + "cardinality..",
        ROOT + "report..",
        ROOT + "cost..",
        ROOT + "alerts..",
        ROOT + "freeze..",
        ROOT + "interchange..",
        ROOT + "guardrails..",
        ROOT + "api.."
    };

    /** fabric8 keeps the superclass of custom resources, which talks to nobody, beside its client. */
    private static final DescribedPredicate<JavaClass> A_CUSTOM_RESOURCES_FORM = type(CustomResource.class);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.signalbox.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CORE_TALKS_TO_NOBODY = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.fabric8.kubernetes.client..",
                            "io.javaoperatorsdk..",
                            "io.quarkus..",
                            "jakarta..",
                            "java.net.http..",
                            "java.util.logging..",
                            "org.jboss.logging..",
                            "org.slf4j..")
                    .and(not(A_CUSTOM_RESOURCES_FORM)))
            .because("the core takes values and returns values");

    @ArchTest
    static final ArchRule THE_CORE_ASKS_NEITHER_CLOCK_NOR_ENVIRONMENT = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("equal arguments give equal results");

    @ArchTest
    static final ArchRule ONLY_THE_OPERATOR_KNOWS_ITS_FRAMEWORK = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "operator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk..");

    /** Levels of a log are set back once. */
    @ArchTest
    static final ArchRule WHAT_IS_DONE_ON_AND_ON_IS_A_LOOP = noClasses()
            .that()
            .resideInAPackage(ROOT + "operator..")
            .and()
            .resideOutsideOfPackage(ROOT + "operator.loops")
            .and()
            .doNotHaveSimpleName("LogLevels")
            .should()
            .callMethod(Executors.class, "newSingleThreadScheduledExecutor", ThreadFactory.class)
            .because("a scheduled task that fails ends without a word, and nobody sees it");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .should()
            .haveNameMatching(".*\\.(Abstract|Base)[A-Z][A-Za-z]*")
            .orShould()
            .haveNameMatching(".*\\.[A-Za-z]*(Utils?|Helper|Manager|Impl)");

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheMapAllows() {
        var classes = new com.tngtech.archunit.core.importer.ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.signalbox");
        assertThat(classes.stream()
                        .map(one -> one.getPackageName().split("\\."))
                        .filter(names -> names.length > ROOT.split("\\.").length)
                        .map(names -> names[ROOT.split("\\.").length])
                        .distinct())
                .as("each package right below the root has a row")
                .allSatisfy(name -> assertThat(MAY_USE).containsKey(name));
        return MAY_USE.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> noClasses()
                        .that()
                        .resideInAPackage(ROOT + row.getKey() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(closedTo(row.getKey(), row.getValue()))
                        .allowEmptyShould(true)
                        .check(classes)));
    }

    /** Packages right below the root have rows of their own; what is below these goes by them, or has one too. */
    private static String[] closedTo(String self, List<String> open) {
        return MAY_USE.keySet().stream()
                .filter(other -> !other.contains(".") && !other.equals(self) && !open.contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
    }
}
