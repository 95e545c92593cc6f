/** From custom resources to the model, or every reason why not. */
package dev.signalbox.intake;
