/**
 * The custom resources of {@code signalbox.dev/v1alpha1} as they are written and stored: specs, statuses and what the
 * schema says about them. No logic, and nothing of ours is imported.
 *
 * <p>Specs and statuses are records. A component is {@code null} when the field is absent, unless it is marked
 * {@code @Required} or has a default; and a default is filled in by the API server only, so whoever reads a file meets
 * {@code null} there too. What a field means, its unit, default and bounds are annotations on the component, because
 * the CRDs, {@code kubectl explain} and the reference page are made from them. Values that can't be told by the schema
 * (PromQL, references, windows that fit) are checked by intake.
 */
package dev.signalbox.api.v1alpha1;
