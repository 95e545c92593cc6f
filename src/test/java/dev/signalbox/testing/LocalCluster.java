package dev.signalbox.testing;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneChoice;
import dev.signalbox.controlplane.ControlPlaneException;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a real API server: {@code @ExtendWith(LocalCluster.class)} and a parameter of type {@link Namespace}.
 *
 * <p>One control plane serves all tests of a JVM. It starts with the first class that asks and is stopped at the end; where
 * none can be had, the tests that ask are skipped with the reason (under {@code CI=true} they fail).
 */
public final class LocalCluster implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(LocalCluster.class);
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /**
     * A namespace of one test's own. It is deleted at the end of the test, and so is what is in it.
     *
     * @param name its name
     * @param controlPlane the control plane that it is in, shared with other tests
     * @param client a client whose default namespace it is; closed at the end of the test
     */
    public record Namespace(String name, ControlPlane controlPlane, KubernetesClient client) implements AutoCloseable {

        /** The administrator's kubeconfig, for programs of their own such as the operator. */
        public Path kubeconfig() {
            return controlPlane.kubeconfig();
        }

        @Override
        public void close() {
            try (client) {
                client.namespaces().withName(name).delete();
            }
        }
    }

    /** What the first test that asked has found; kept, so that the next ones neither try nor wait again. */
    private record Outcome(Optional<ControlPlane> controlPlane, String reason) implements AutoCloseable {
        @Override
        public void close() {
            controlPlane.ifPresent(ControlPlane::close);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Namespace.class;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Outcome outcome = outcome(context);
        if (outcome.controlPlane().isPresent() || Missing.isAFailure()) {
            return ConditionEvaluationResult.enabled("");
        }
        System.err.println("[skipped] " + context.getDisplayName() + ": no control plane: " + outcome.reason());
        return ConditionEvaluationResult.disabled("no control plane");
    }

    @Override
    public Namespace resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String name = parameter.getParameter().getName();
        return context.getStore(STORE)
                .getOrComputeIfAbsent(name, _ -> namespace(controlPlane(context), context), Namespace.class);
    }

    private static ControlPlane controlPlane(ExtensionContext context) {
        Outcome outcome = outcome(context);
        return outcome.controlPlane().orElseThrow(() -> Missing.prerequisite("no control plane: " + outcome.reason()));
    }

    private static Outcome outcome(ExtensionContext context) {
        return context.getRoot().getStore(STORE).getOrComputeIfAbsent(Outcome.class, _ -> start(), Outcome.class);
    }

    private static Outcome start() {
        try {
            return switch (ControlPlaneChoice.of(Optional.empty(), Optional.empty(), System.getenv())) {
                case ControlPlaneChoice.Available available ->
                    new Outcome(Optional.of(available.start(System.err::println)), "");
                case ControlPlaneChoice.Unavailable(String reason) -> new Outcome(Optional.empty(), reason);
            };
        } catch (ControlPlaneException e) {
            return new Outcome(Optional.empty(), e.getMessage());
        }
    }

    private static Namespace namespace(ControlPlane controlPlane, ExtensionContext context) {
        String test = context.getTestClass()
                .map(c -> c.getSimpleName().toLowerCase(Locale.ROOT))
                .orElse("test");
        String name = test + "-" + COUNTER.incrementAndGet();
        KubernetesClient client = controlPlane.client();
        client.getConfiguration().setNamespace(name);
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return new Namespace(name, controlPlane, client);
    }
}
