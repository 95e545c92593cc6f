package dev.signalbox.operator.transport;

/**
 * Who one side is, and who vouches for it; all PEM.
 *
 * @param authority certificate of the side's own authority
 * @param authorityKey its private key, PKCS #8
 * @param certificate of the side, signed by the authority
 * @param key its private key, PKCS #8
 */
record Credentials(String authority, String authorityKey, String certificate, String key) {}
