/** Parts of our resources made from what other projects allow in their place. */
package dev.signalbox.interchange.resource;
