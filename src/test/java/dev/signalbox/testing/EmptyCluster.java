package dev.signalbox.testing;

import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneChoice;
import dev.signalbox.controlplane.ControlPlaneException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test an API server that none of {@link LocalCluster} has touched: for what belongs to a whole cluster, such as kinds and
 * who may do what. {@code @ExtendWith(EmptyCluster.class)} and a parameter of type {@link ControlPlane}; one for all tests of a class.
 */
public final class EmptyCluster implements ParameterResolver {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(EmptyCluster.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public ControlPlane resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext ofClass = Stream.iterate(
                        context, inner -> inner.getParent().orElseThrow())
                .dropWhile(inner -> inner.getTestMethod().isPresent()
                        || inner.getTestClass().equals(inner.getParent().flatMap(ExtensionContext::getTestClass)))
                .findFirst()
                .orElseThrow();
        return ofClass.getStore(STORE).getOrComputeIfAbsent(ControlPlane.class, _ -> start(), ControlPlane.class);
    }

    private static ControlPlane start() {
        try {
            return switch (ControlPlaneChoice.of(Optional.empty(), Optional.empty(), System.getenv())) {
                case ControlPlaneChoice.Available available -> available.start(System.err::println);
                case ControlPlaneChoice.Unavailable(String reason) ->
                    throw Missing.prerequisite("no control plane: " + reason);
            };
        } catch (ControlPlaneException e) {
            throw Missing.prerequisite("no control plane: " + e.getMessage());
        }
    }
}
