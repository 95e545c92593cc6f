package dev.signalbox.api.v1alpha1;

/** To come. */
public record ObservabilityPolicyStatus() {}
