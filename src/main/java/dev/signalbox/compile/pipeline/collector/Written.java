package dev.signalbox.compile.pipeline.collector;

/** A setting whose form in the file is not that of its record. */
public interface Written {

    /** What is written in its place: text, a number, a list, a map by field, or a record. */
    Object written(CollectorVersion version);
}
