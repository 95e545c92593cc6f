/**
 * OpenSLO: {@code openslo/v1}, and {@code openslo/v1alpha} as far as Sloth reads it.
 *
 * @see <a href="https://openslo.com/">the specification</a>
 */
package dev.signalbox.interchange.openslo;
