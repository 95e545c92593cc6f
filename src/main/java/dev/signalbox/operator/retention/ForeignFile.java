package dev.signalbox.operator.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.compile.kube.ManifestYaml;
import dev.signalbox.compile.kube.OutputAnnotations;
import dev.signalbox.compile.retention.EditedDocument;
import dev.signalbox.compile.retention.LokiOverrides;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.DocumentReader;
import dev.signalbox.intake.document.DocumentStream;
import dev.signalbox.model.retention.StackRetention.RuntimeFile;
import dev.signalbox.operator.apply.Authorship;
import dev.signalbox.operator.apply.WriteGate;
import dev.signalbox.status.Delivery;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fields of one tenant in somebody else's ConfigMap. It is changed only as it was read ({@code resourceVersion}), what was
 * there before is remembered on it, and whoever puts it back three times has it.
 */
public final class ForeignFile {
    private static final int MOST_FIGHTS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final WriteGate gate;
    private Optional<Written> last = Optional.empty();

    /** @param fights how often somebody undid it */
    private record Written(RuntimeFile file, ObjectNode ours, int fights) {}

    /** The text is no document. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }
    }

    public ForeignFile(KubernetesClient client, WriteGate gate) {
        this.client = client;
        this.gate = gate;
    }

    /** Brings our fields into it. */
    public synchronized Delivery hold(LokiOverrides wanted) {
        RuntimeFile file = wanted.file();
        try {
            ConfigMap live = get(file);
            if (live == null) {
                return refused(file, "it is not there; owner: Other names one that is");
            }
            return hold(wanted, live);
        } catch (Unreadable e) {
            return refused(file, e.getMessage());
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_CONFLICT -> new Delivery.Kept(); // changed since: it is read again
                case HttpURLConnection.HTTP_FORBIDDEN, 422, 413 -> refused(file, String.valueOf(e.getMessage()));
                default -> throw e;
            };
        }
    }

    private Delivery hold(LokiOverrides wanted, ConfigMap live) throws Unreadable {
        RuntimeFile file = wanted.file();
        ObjectNode ours = wanted.tree();
        ObjectNode document = document(live, file.key());
        Optional<ObjectNode> mark = mark(live);
        EditedDocument edited = EditedDocument.with(document, mark, wanted.tenant(), ours);
        boolean holds = edited.document().equals(document)
                && mark.filter(edited.mark()::equals).isPresent();
        Optional<Written> before =
                last.filter(known -> known.file().equals(file) && known.ours().equals(ours));
        if (holds) {
            last = Optional.of(
                    new Written(file, ours, before.map(Written::fights).orElse(0)));
            return new Delivery.Delivered(Instant.EPOCH);
        }
        int fights = before.map(known -> known.fights() + 1).orElse(0);
        if (fights > MOST_FIGHTS) {
            return new Delivery.Contended("key " + file.key() + " of ConfigMap " + file.name(), writers(live));
        }
        String text = ManifestYaml.print(edited.document());
        if (text.getBytes(StandardCharsets.UTF_8).length > LokiOverrides.LARGEST_BYTES) {
            return refused(file, "it would be larger than a ConfigMap holds");
        }
        patch(file, live, text, Optional.of(edited.mark()));
        last = Optional.of(new Written(file, ours, fights));
        return new Delivery.Delivered(Instant.EPOCH);
    }

    /** Takes our fields out of it; where it is gone, or may not be touched any more, there is nothing to do. */
    public synchronized void leave(RuntimeFile file) {
        try {
            ConfigMap live = get(file);
            Optional<ObjectNode> mark = live == null ? Optional.empty() : mark(live);
            if (mark.isPresent()) {
                ObjectNode restored = EditedDocument.without(document(live, file.key()), mark.get());
                patch(file, live, ManifestYaml.print(restored), Optional.empty());
            }
            last = Optional.empty();
        } catch (Unreadable e) {
            last = Optional.empty(); // what nobody can read has nothing of ours
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
        }
    }

    private ConfigMap get(RuntimeFile file) {
        return client.configMaps()
                .inNamespace(file.namespace())
                .withName(file.configMap())
                .get();
    }

    private void patch(RuntimeFile file, ConfigMap live, String text, Optional<ObjectNode> mark) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("resourceVersion", live.getMetadata().getResourceVersion());
        ObjectNode annotations = metadata.putObject("annotations");
        mark.ifPresentOrElse(
                known -> annotations.put(OutputAnnotations.OVERRIDES, known.toString()),
                () -> annotations.putNull(OutputAnnotations.OVERRIDES));
        patch.putObject("data").put(file.key(), text);
        gate.check();
        client.configMaps()
                .inNamespace(file.namespace())
                .withName(file.configMap())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(Authorship.NAME)
                                .build(),
                        patch.toString());
    }

    private static ObjectNode document(ConfigMap live, String key) throws Unreadable {
        String text = Optional.ofNullable(live.getData()).orElse(Map.of()).getOrDefault(key, "");
        DocumentStream stream = DocumentReader.read(key, text.getBytes(StandardCharsets.UTF_8));
        if (!stream.faults().isEmpty() || stream.documents().size() > 1) {
            throw new Unreadable("its key %s is no YAML document, and was left alone".formatted(key));
        }
        if (stream.documents().isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        Document document = stream.documents().getFirst();
        if (document.content() instanceof ObjectNode mapping) {
            return mapping;
        }
        throw new Unreadable("its key %s is no mapping, and was left alone".formatted(key));
    }

    /** What of it is ours; nothing where that can't be read, which somebody else wrote then. */
    private static Optional<ObjectNode> mark(ConfigMap live) {
        return Optional.ofNullable(live.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(OutputAnnotations.OVERRIDES))
                .flatMap(text -> {
                    try {
                        return JSON.readTree(text) instanceof ObjectNode mark ? Optional.of(mark) : Optional.empty();
                    } catch (JsonProcessingException e) {
                        return Optional.empty();
                    }
                });
    }

    private static String writers(ConfigMap live) {
        return live.getMetadata().getManagedFields().stream()
                .map(entry -> entry.getManager())
                .filter(manager -> !Authorship.NAME.equals(manager))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Delivery refused(RuntimeFile file, String why) {
        return new Delivery.Refused("ConfigMap " + file.name(), why);
    }
}
