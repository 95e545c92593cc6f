package dev.signalbox.guardrails;

/** Where a rule can be decided, in the order in which a change meets them. */
public enum Door {
    /** {@code signalbox validate --policies}: knows what it was handed, and nothing of the cluster. */
    CLI,
    /** The operator's webhook, while a resource is written: knows what the operator knows, but not what is written next. */
    WEBHOOK,
    /** A {@code ValidatingAdmissionPolicy}, in the API server itself: knows that one resource, and holds without the operator. */
    ADMISSION_POLICY,
    /** The operator, once a resource is there: knows also what was measured. */
    RECONCILE
}
