package dev.signalbox.model.policy;

/** How hard a policy is, the softest first: the severest of several is the largest. */
public enum Enforcement {
    /** It is reported. */
    AUDIT,
    /** Whoever writes it is warned. */
    WARN,
    /** It is refused. */
    DENY
}
