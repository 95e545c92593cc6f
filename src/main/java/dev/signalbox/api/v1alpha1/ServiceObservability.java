package dev.signalbox.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** The observability of one service: what it sends, how that is kept, its limits and its dashboards. */
@Group("signalbox.dev")
@Version("v1alpha1")
@Kind("ServiceObservability")
@Plural("serviceobservabilities")
@Singular("serviceobservability")
@ShortNames("sobs")
@Categories("signalbox")
@AdditionalPrinterColumn(name = "Service", jsonPath = ".status.service")
@AdditionalPrinterColumn(name = "Team", jsonPath = ".spec.team")
@AdditionalPrinterColumn(name = "Tier", jsonPath = ".spec.tier", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Metrics", jsonPath = ".status.coverage.metrics")
@AdditionalPrinterColumn(name = "Logs", jsonPath = ".status.coverage.logs")
@AdditionalPrinterColumn(name = "Traces", jsonPath = ".status.coverage.traces")
@AdditionalPrinterColumn(name = "Series", jsonPath = ".status.cardinality.activeSeries", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.cost.perMonth", priority = 1)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@ValidationRule(
        value = "size(self.metadata.name) <= 63",
        message = "metadata.name must have at most 63 characters, because labels and names of outputs carry it; "
                + "shorten it")
@JsonClassDescription(
        "The observability of one service: what it sends, how that is kept, its limits and its dashboards.")
public class ServiceObservability extends CustomResource<ServiceObservabilitySpec, ServiceObservabilityStatus>
        implements Namespaced {

    @Override
    protected ServiceObservabilitySpec initSpec() {
        return null; // a record can't be made without its values
    }

    @Override
    protected ServiceObservabilityStatus initStatus() {
        return null;
    }
}
