package dev.signalbox.compile.pipeline.collector;

/** Settings of a component, complete but for its name. Implemented by records. */
public interface Component {

    /** Which component they are for. */
    ComponentType type();

    /** What a pipeline may begin with. */
    interface Source extends Component {}

    /** What a pipeline may end with. */
    interface Sink extends Component {}

    /** Lets telemetry in. */
    interface Receiver extends Source {}

    /** Changes, drops or holds telemetry. */
    interface Processor extends Component {}

    /** Lets telemetry out. */
    interface Exporter extends Sink {}

    /** Ends one pipeline and begins others. */
    interface Connector extends Source, Sink {}

    /** Serves other components. */
    interface Extension extends Component {}

    /** Keeps what others must not forget. */
    interface Storage extends Extension {}

    /** Says who one is, or checks who another is. */
    interface Authenticator extends Extension {}
}
