package dev.signalbox.compile.pipeline.collector.setting;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.Instance;

/** @param authenticator the extension that says who one is */
public record Auth(Instance<? extends Component.Authenticator> authenticator) {}
