package dev.signalbox.operator;

import dev.signalbox.model.ResourceName;
import dev.signalbox.operator.apply.OutputKind;
import dev.signalbox.operator.apply.Outputs;
import dev.signalbox.operator.apply.Progress;
import dev.signalbox.status.rollout.Trial;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How the jobs that try configurations ended. */
final class Trials {
    private static final String JOB_NAME = "batch.kubernetes.io/job-name";
    private static final int LONGEST_MESSAGE = 600;

    private final KubernetesClient client;
    private final Outputs outputs;

    Trials(KubernetesClient client, Outputs outputs) {
        this.client = client;
        this.outputs = outputs;
    }

    /** One that is not there yet is as one that has not ended. */
    Trial of(ResourceName job) {
        Optional<Progress> progress = outputs.progress(OutputKind.JOB, job);
        if (progress.filter(Progress.Job.SUCCEEDED::equals).isPresent()) {
            return new Trial.Succeeded();
        }
        return progress.filter(Progress.Job.FAILED::equals).isPresent()
                ? new Trial.Failed(lastWords(job))
                : new Trial.Running(); // also where it came too late to say anything: it goes, and is made again
    }

    /** It is there and may still end. */
    boolean goesOn(ResourceName job) {
        return outputs.progress(OutputKind.JOB, job)
                .filter(Progress.Job.RUNNING::equals)
                .isPresent();
    }

    /** Of the collector, else of the prober. */
    private String lastWords(ResourceName job) {
        return client.pods().inNamespace(job.namespace()).withLabel(JOB_NAME, job.name()).list().getItems().stream()
                .flatMap(Trials::terminations)
                .map(ContainerStateTerminated::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .findFirst()
                .map(Trials::shortened)
                .orElse("the Job " + job.name() + " says no more");
    }

    private static Stream<ContainerStateTerminated> terminations(Pod pod) {
        return pod.getStatus() == null
                ? Stream.empty()
                : Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream(),
                                pod.getStatus().getContainerStatuses().stream())
                        .flatMap(Trials::states)
                        .filter(Objects::nonNull)
                        .map(ContainerState::getTerminated)
                        .filter(Objects::nonNull);
    }

    /** The last state comes first: a collector that was started again may not have ended again yet. */
    private static Stream<ContainerState> states(ContainerStatus status) {
        return Stream.of(Optional.ofNullable(status.getLastState()), Optional.ofNullable(status.getState()))
                .flatMap(Optional::stream);
    }

    /** Its end: what a collector says last is why it stopped. */
    private static String shortened(String message) {
        String text = message.strip();
        return text.length() <= LONGEST_MESSAGE ? text : "…" + text.substring(text.length() - LONGEST_MESSAGE);
    }
}
