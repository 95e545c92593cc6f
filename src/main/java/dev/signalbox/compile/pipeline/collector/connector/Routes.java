package dev.signalbox.compile.pipeline.collector.connector;

import dev.signalbox.compile.pipeline.collector.CollectorVersion;
import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.PipelineId;
import dev.signalbox.compile.pipeline.collector.Written;
import dev.signalbox.compile.pipeline.collector.setting.ErrorMode;
import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.OttlContext;
import dev.signalbox.compile.pipeline.ottl.OttlPrinter;
import java.util.List;

/** Connectors that lead telemetry on as it is. */
public sealed interface Routes extends Component.Connector {

    /** To every pipeline that begins with it. */
    record Forward() implements Routes {
        @Override
        public ComponentType type() {
            return ComponentType.FORWARD;
        }
    }

    /**
     * To those of a table: each item by the first row that holds for it.
     *
     * @param errorMode what becomes of a condition that fails
     * @param defaultPipelines where it goes if no row holds; none means that it is dropped
     * @param table the rows
     */
    record Routing(ErrorMode errorMode, List<PipelineId> defaultPipelines, List<Route> table) implements Routes {
        /** Copies the rows. */
        public Routing {
            defaultPipelines = List.copyOf(defaultPipelines);
            table = List.copyOf(table);
        }

        @Override
        public ComponentType type() {
            return ComponentType.ROUTING;
        }
    }

    /**
     * A row.
     *
     * @param context what the condition is on
     * @param condition what must hold
     * @param pipelines where what it holds for goes
     */
    record Route(OttlContext context, Condition condition, List<PipelineId> pipelines) implements Written {
        /** Checks every path. */
        public Route {
            pipelines = List.copyOf(pipelines);
            OttlPrinter.in(context).print(condition);
        }

        /** This connector knows a context's own paths without its name only. */
        @Override
        public Object written(CollectorVersion version) {
            return new Form(context, OttlPrinter.bareIn(context).print(condition), pipelines);
        }

        /** The form of a row in the file. */
        public record Form(OttlContext context, String condition, List<PipelineId> pipelines) {}
    }
}
