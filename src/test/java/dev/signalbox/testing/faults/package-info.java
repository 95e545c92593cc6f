/** An API server that is in trouble: restarted, slow, refusing, cutting off, without etcd. */
package dev.signalbox.testing.faults;
