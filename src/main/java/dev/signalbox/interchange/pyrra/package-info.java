/**
 * Pyrra: {@code ServiceLevelObjective} of {@code pyrra.dev/v1alpha1}.
 *
 * @see <a href="https://github.com/pyrra-dev/pyrra">the project</a>
 */
package dev.signalbox.interchange.pyrra;
