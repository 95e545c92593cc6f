/** Who is told of alerts, as the owner of a stack means it. */
package dev.signalbox.model.routing;
