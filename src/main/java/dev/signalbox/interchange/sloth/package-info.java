/**
 * Sloth: {@code version: prometheus/v1} and the kinds of {@code sloth.slok.dev/v1}.
 *
 * @see <a href="https://sloth.dev/specs/default/">the specification</a>
 */
package dev.signalbox.interchange.sloth;
