package dev.signalbox.operator.apply;

import dev.signalbox.model.ResourceName;
import dev.signalbox.status.Delivery;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes the outputs of an owner what they are to be, by server-side apply: no request for what is as it should be, one for
 * what is not, and never one that touches what is somebody else's.
 */
public final class Applier {
    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 413, 422);

    private final KubernetesClient client;
    private final KubernetesSerialization serialization;
    private final Outputs outputs;
    private final WriteGate gate;
    private final Consumer<Outcome> tally;

    /** What one output needed. */
    public enum Outcome {
        UNCHANGED,
        APPLIED,
        PRUNED,
        CONTENDED,
        REFUSED
    }

    /**
     * @param client for the writes
     * @param outputs what there is, and what was sent
     * @param gate asked before each write
     * @param tally told of each output
     */
    public Applier(KubernetesClient client, Outputs outputs, WriteGate gate, Consumer<Outcome> tally) {
        this.client = client;
        this.serialization = client.getKubernetesSerialization();
        this.outputs = outputs;
        this.gate = gate;
        this.tally = tally;
    }

    /**
     * Applies the manifests in their order, then deletes what the owner had beside them.
     *
     * @throws KubernetesClientException when the server can't be asked or did not answer as it should; worth another try
     */
    public Delivery apply(Owner owner, List<HasMetadata> manifests) {
        return apply(owner, manifests, (_, _) -> false);
    }

    /**
     * Applies the manifests in their order, then deletes what the owner had beside them, but for what is still needed.
     *
     * @param needed by kind and name
     * @throws KubernetesClientException when the server can't be asked or did not answer as it should; worth another try
     */
    public Delivery apply(Owner owner, List<HasMetadata> manifests, BiPredicate<OutputKind, ResourceName> needed) {
        Delivery delivery = put(owner, manifests);
        if (delivery instanceof Delivery.Delivered) {
            deleteOthers(owner, manifests, needed);
        }
        return delivery;
    }

    /**
     * Applies the manifests in their order, and deletes nothing.
     *
     * @throws KubernetesClientException when the server can't be asked or did not answer as it should; worth another try
     */
    public Delivery put(Owner owner, List<HasMetadata> manifests) {
        Instant changedAt = Instant.EPOCH;
        for (HasMetadata manifest : manifests) {
            switch (hold(WantedOutput.of(manifest, owner, serialization), owner)) {
                case Delivery.Delivered(Instant at) -> changedAt = at.isAfter(changedAt) ? at : changedAt;
                case Delivery undelivered -> {
                    return undelivered;
                }
            }
        }
        return new Delivery.Delivered(changedAt);
    }

    /**
     * Deletes what the owner had beside the manifests, but for what is still needed.
     *
     * @param needed by kind and name
     */
    public void deleteOthers(Owner owner, List<HasMetadata> manifests, BiPredicate<OutputKind, ResourceName> needed) {
        Set<OutputName> wanted = manifests.stream()
                .map(manifest -> OutputName.of(OutputKind.of(manifest), manifest))
                .collect(Collectors.toSet());
        outputs.ownedBy(owner.uid())
                .filter(live -> live.applied().isPresent() && !wanted.contains(live.name()))
                .filter(live -> !needed.test(live.name().kind(), live.name().name()))
                .forEach(this::delete);
    }

    /** Deletes what was applied for owners that are no more; nothing else does where no garbage collector runs. */
    public void prune(OwnerLookup owners) {
        outputs.all()
                .filter(live -> live.applied().isPresent())
                .filter(live ->
                        live.owner().filter(owner -> !owners.exists(owner)).isPresent())
                .forEach(this::delete);
    }

    private Delivery hold(WantedOutput wanted, Owner owner) {
        Optional<LiveOutput> live = outputs.find(wanted.name());
        if (live.isPresent() && outputs.sent().holds(live.get(), wanted.digest())) {
            tally.accept(Outcome.UNCHANGED);
            return new Delivery.Delivered(live.get().changedAt().orElse(Instant.EPOCH));
        }
        try {
            return send(wanted, owner, live);
        } catch (KubernetesClientException e) {
            if (REFUSALS.contains(e.getCode()) && !isAboutAnotherObject(e)) {
                tally.accept(Outcome.REFUSED);
                return new Delivery.Refused(wanted.name().toString(), message(e));
            }
            throw e;
        }
    }

    /** The one that was meant is gone, another took its name, and the cache does not know it yet: a matter of time. */
    private static boolean isAboutAnotherObject(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getCauses)
                .filter(causes -> causes.stream().anyMatch(cause -> "metadata.uid".equals(cause.getField())))
                .isPresent();
    }

    private Delivery send(WantedOutput wanted, Owner owner, Optional<LiveOutput> live) {
        if (live.isEmpty()) {
            return create(wanted, owner);
        }
        if (!isOf(owner, live.get())) {
            return contended(wanted, live.get().owner().map(Owner::toString).orElse(""));
        }
        // What carries our label but was never applied by us was written by someone who renders: agree, or leave it.
        return live.get().applied().isPresent()
                ? patch(wanted, wanted.onto(live.get().uid(), serialization), true)
                : adopt(wanted);
    }

    private Delivery create(WantedOutput wanted, Owner owner) {
        try {
            return patch(wanted, wanted.asNew(serialization), false);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            // Seldom: somebody else's, or our own that lost its label.
            GenericKubernetesResource there =
                    objects(wanted.name()).withName(wanted.name().name().name()).get();
            if (there == null) {
                throw e;
            }
            LiveOutput live = LiveOutput.of(wanted.name().kind(), there);
            return live.applied().isPresent() && isOf(owner, live)
                    ? patch(wanted, wanted.onto(live.uid(), serialization), true)
                    : contended(wanted, managers(there));
        }
    }

    private Delivery adopt(WantedOutput wanted) {
        try {
            return patch(wanted, wanted.beside(serialization), false);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            GenericKubernetesResource there =
                    objects(wanted.name()).withName(wanted.name().name().name()).require();
            return contended(wanted, managers(there));
        }
    }

    private Delivery patch(WantedOutput wanted, GenericKubernetesResource body, boolean force) {
        gate.check();
        outputs.sent().sending(wanted.name(), wanted.digest());
        GenericKubernetesResource answer = objects(wanted.name())
                .resource(body)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(Authorship.NAME)
                        .withForce(force)
                        .build());
        LiveOutput live = LiveOutput.of(wanted.name().kind(), answer);
        outputs.sent().answered(wanted.name(), wanted.digest(), live);
        tally.accept(Outcome.APPLIED);
        return new Delivery.Delivered(live.changedAt().orElse(Instant.EPOCH));
    }

    private void delete(LiveOutput live) {
        if (!live.name().kind().isPruned()) {
            return;
        }
        gate.check();
        outputs.sent().forget(live.name());
        objects(live.name()).resource(live.husk()).lockResourceVersion().delete();
        tally.accept(Outcome.PRUNED);
    }

    private Delivery contended(WantedOutput wanted, String holders) {
        tally.accept(Outcome.CONTENDED);
        return new Delivery.Contended(wanted.name().toString(), holders);
    }

    /** A resource of the same name that was created again takes over what its predecessor left. */
    private static boolean isOf(Owner owner, LiveOutput live) {
        return live.owner()
                .map(there -> there.name().equals(owner.name()) && there.kind().equals(owner.kind()))
                .orElse(true);
    }

    private static String managers(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream()
                .map(entry -> entry.getManager())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects(OutputName name) {
        var resources = client.genericKubernetesResources(name.kind().context());
        return name.kind().isNamespaced() ? resources.inNamespace(name.name().namespace()) : resources;
    }

    private static String message(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }
}
