package dev.signalbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.v1alpha1.ObservabilityStack;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Agents;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Gateways;
import dev.signalbox.api.v1alpha1.ObservabilityStackStatus.Rollout;
import dev.signalbox.controlplane.Deadline;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/** In place of controllers and kubelets, which no cluster of a test has: what becomes of the workloads of a stack. */
record PlayedControllers(OperatedStack stack) {
    /** Every pod of both workloads has what the workload says, and is ready. */
    void settle() {
        assertThat(Deadline.in(OperatedStack.SOON).until(() -> agentsAreThere() && gatewaysAreThere()))
                .isTrue();
        settleGateways();
        assertThat(Deadline.in(OperatedStack.SOON)
                        .until(() -> deployments().stream().anyMatch(this::isOfCluster)))
                .isTrue();
        settleDeployments();
        settleOnNodes();
    }

    /** The same, of as many workloads as there are. */
    void settleWhatIsThere() {
        if (gatewaysAreThere()) {
            settleGateways();
        }
        settleDeployments();
        settleOnNodes();
    }

    private void settleGateways() {
        stack.gatewaySet().editStatus(set -> new StatefulSetBuilder(set)
                .withNewStatus()
                .withObservedGeneration(set.getMetadata().getGeneration())
                .withReplicas(2)
                .withUpdatedReplicas(2)
                .withReadyReplicas(2)
                .withAvailableReplicas(2)
                .endStatus()
                .build());
    }

    private boolean agentsAreThere() {
        return stack.agentSet().get() != null;
    }

    private boolean gatewaysAreThere() {
        return stack.gatewaySet().get() != null;
    }

    /** Everything that runs on each node is ready. */
    private void settleOnNodes() {
        stack.client()
                .apps()
                .daemonSets()
                .inNamespace(stack.agents())
                .list()
                .getItems()
                .forEach(all -> stack.client().resource(all).editStatus(set -> new DaemonSetBuilder(set)
                        .withNewStatus()
                        .withObservedGeneration(set.getMetadata().getGeneration())
                        .withDesiredNumberScheduled(3)
                        .withCurrentNumberScheduled(3)
                        .withUpdatedNumberScheduled(3)
                        .withNumberReady(3)
                        .withNumberAvailable(3)
                        .withNumberMisscheduled(0)
                        .endStatus()
                        .build()));
    }

    private boolean isOfCluster(Deployment deployment) {
        return deployment.getMetadata().getName().equals("signalbox-cluster-collector");
    }

    /** All pods of each Deployment of collectors are ready. */
    void settleDeployments() {
        deployments()
                .forEach(deployment -> stack.client().resource(deployment).editStatus(found -> new DeploymentBuilder(
                                found)
                        .withNewStatus()
                        .withObservedGeneration(found.getMetadata().getGeneration())
                        .withReplicas(found.getSpec().getReplicas())
                        .withUpdatedReplicas(found.getSpec().getReplicas())
                        .withReadyReplicas(found.getSpec().getReplicas())
                        .withAvailableReplicas(found.getSpec().getReplicas())
                        .endStatus()
                        .build()));
    }

    /** Those of the cluster's collector and of namespaces of this test. */
    List<Deployment> deployments() {
        return stack
                .client()
                .apps()
                .deployments()
                .inAnyNamespace()
                .withLabel("app.kubernetes.io/managed-by", "signalbox")
                .list()
                .getItems()
                .stream()
                .filter(stack::isOfThisTest)
                .toList();
    }

    /** Jobs that have not ended. */
    List<Job> trials() {
        return stack.client().batch().v1().jobs().inNamespace(stack.gateways()).list().getItems().stream()
                .filter(job -> job.getStatus().getConditions().isEmpty() && !job.isMarkedForDeletion())
                .toList();
    }

    /** What a trial starts. */
    String configuration(Job trial) {
        return stack.client()
                .configMaps()
                .inNamespace(stack.gateways())
                .withName(trial.getMetadata().getName())
                .require()
                .getData()
                .get("base.yaml");
    }

    void endTrials(String how) {
        endTrials(how, _ -> true);
    }

    void endTrials(String how, Predicate<Job> which) {
        String first = how.equals("Complete") ? "SuccessCriteriaMet" : "FailureTarget";
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        trials().stream()
                .filter(which)
                .forEach(trial -> stack.client().resource(trial).editStatus(job -> new JobBuilder(job)
                        .withNewStatus()
                        .withStartTime(now)
                        .withCompletionTime(how.equals("Complete") ? now : null)
                        .withSucceeded(how.equals("Complete") ? (Integer) 1 : null)
                        .withFailed(how.equals("Complete") ? null : (Integer) 1)
                        .addNewCondition()
                        .withType(first)
                        .withStatus("True")
                        .withLastTransitionTime(now)
                        .endCondition()
                        .addNewCondition()
                        .withType(how)
                        .withStatus("True")
                        .withLastTransitionTime(now)
                        .endCondition()
                        .endStatus()
                        .build()));
    }

    /** What the collectors of all trials said at their end. */
    void lastWords(String message) {
        trials().forEach(job -> {
            Pod pod = stack.client()
                    .resource(new PodBuilder()
                            .withNewMetadata()
                            .withName(job.getMetadata().getName())
                            .withNamespace(stack.gateways())
                            .addToLabels(
                                    "batch.kubernetes.io/job-name",
                                    job.getMetadata().getName())
                            .endMetadata()
                            .withSpec(job.getSpec().getTemplate().getSpec())
                            .build())
                    .create();
            stack.client().resource(pod).editStatus(created -> new PodBuilder(created)
                    .editOrNewStatus()
                    .addNewInitContainerStatus()
                    .withName("collector")
                    .withImage("collector")
                    .withImageID("")
                    .withReady(false)
                    .withRestartCount(1)
                    .withNewLastState()
                    .withNewTerminated()
                    .withExitCode(1)
                    .withMessage(message)
                    .endTerminated()
                    .endLastState()
                    .endInitContainerStatus()
                    .endStatus()
                    .build());
        });
    }

    /** A pod of gateways as they are now. */
    Pod pod(StatefulSet gateways, String name, boolean ready) {
        return pod(
                stack.gateways(),
                new PodTemplateSpecBuilder(gateways.getSpec().getTemplate())
                        .editSpec()
                        .addNewVolume()
                        .withName("queue")
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .endVolume()
                        .endSpec()
                        .build(),
                name,
                ready);
    }

    /** A pod of a workload as it is now. */
    Pod pod(String namespace, PodTemplateSpec template, String name, boolean ready) {
        Pod pod = stack.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withLabels(template.getMetadata().getLabels())
                        .endMetadata()
                        .withNewSpecLike(template.getSpec())
                        .withTerminationGracePeriodSeconds(0L)
                        .withAutomountServiceAccountToken(false)
                        .endSpec()
                        .build())
                .create();
        return stack.client().resource(pod).editStatus(created -> new PodBuilder(created)
                .editOrNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build());
    }

    /** Neither agents nor gateways have got on for long. */
    void passTime() {
        stack.client().resources(ObservabilityStack.class).withName("default").editStatus(found -> {
            ObservabilityStackStatus status = found.getStatus();
            Agents agents = status.agents();
            Gateways gateways = status.gateways();
            found.setStatus(new ObservabilityStackStatus(
                    status.observedGeneration(),
                    status.conditions(),
                    status.coverage(),
                    status.cardinality(),
                    status.cost(),
                    status.alerts(),
                    status.metricNames(),
                    new Agents(
                            agents.desired(),
                            agents.ready(),
                            agents.configHash(),
                            agents.lastGoodHash(),
                            longAgo(agents.rollout())),
                    new Gateways(
                            gateways.desired(),
                            gateways.ready(),
                            gateways.configHash(),
                            gateways.lastGoodHash(),
                            longAgo(gateways.rollout()),
                            gateways.overlayHash(),
                            gateways.sampling(),
                            gateways.replicas(),
                            gateways.lateTracesPerSecond(),
                            gateways.droppedTooEarlyPerSecond(),
                            gateways.queuePercent()),
                    status.tenants()));
            return found;
        });
    }

    private static Rollout longAgo(Rollout rollout) {
        return new Rollout(
                "2026-01-01T00:00:00Z",
                rollout.progress(),
                rollout.refusedHash(),
                rollout.refusal(),
                rollout.message());
    }
}
