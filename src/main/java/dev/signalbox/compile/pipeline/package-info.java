/** From services, sampling policies and the stack to the configuration of collectors, as pure functions. */
package dev.signalbox.compile.pipeline;
