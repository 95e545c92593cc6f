/** Where each dashboard is: its uid, its address, its folder. Known without the dashboard, so that anything can link to it. */
package dev.signalbox.compile.dashboard.place;
