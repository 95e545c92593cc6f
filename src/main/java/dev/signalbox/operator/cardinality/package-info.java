/** Series of services: whom to ask how often, and which service to look at more closely next. */
package dev.signalbox.operator.cardinality;
