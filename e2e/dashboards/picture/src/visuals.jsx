// Each kind of panel; Grafana's components where they are to be had.
import { FieldType, getFieldDisplayName, getFieldDisplayValues, renderMarkdown, VizOrientation } from '@grafana/data';
import { BarGauge, BigValue, BigValueTextMode, TimeSeries, VizLegend, VizRepeater } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { fieldConfig } from './fields.js';
import { Marks } from './marks.jsx';

function displayed({ panel, data, theme, timeZone, width }, sparkline) {
  return getFieldDisplayValues({
    fieldConfig: fieldConfig(panel),
    reduceOptions: panel.options.reduceOptions,
    replaceVariables: (text) => text,
    theme,
    data,
    sparkline,
    percentChange: false,
    timeZone,
    maxVizCount: width,
  });
}

function Stat(props) {
  const { panel, width, height, theme } = props;
  const { options } = panel;
  const values = displayed(props, options.graphMode !== 'none');
  return (
    <VizRepeater
      getValues={() => values}
      getAlignmentFactors={() => ({ title: '', text: '' })}
      renderValue={({ value, width: w, height: h, count }) => (
        <BigValue
          value={value.display}
          count={count}
          sparkline={value.sparkline}
          colorMode={options.colorMode}
          graphMode={options.graphMode}
          justifyMode={options.justifyMode}
          textMode={count === 1 ? BigValueTextMode.Value : BigValueTextMode.ValueAndName}
          disableWideLayout={!options.wideLayout}
          theme={theme}
          width={w}
          height={h}
        />
      )}
      width={width}
      height={height}
      source={props.data}
      itemSpacing={3}
      renderCounter={0}
      autoGrid
      orientation={VizOrientation.Auto}
    />
  );
}

function Bars(props) {
  const { panel, width, height, theme } = props;
  const { options } = panel;
  const values = displayed(props, false);
  const longest = (read) => values.map(read).reduce((one, other) => (other.length > one.length ? other : one), '');
  const alignment = { title: longest(({ display }) => display.title ?? ''), text: longest(({ display }) => display.text) };
  return (
    <VizRepeater
      getValues={() => values}
      getAlignmentFactors={() => alignment}
      renderValue={({ value, width: w, height: h, orientation, alignmentFactors }) => (
        <BarGauge
          value={value.display}
          field={value.field}
          display={value.view?.getFieldDisplayProcessor(value.colIndex ?? 0)}
          orientation={orientation}
          displayMode={options.displayMode}
          valueDisplayMode={options.valueMode}
          namePlacement={options.namePlacement}
          showUnfilled={options.showUnfilled}
          alignmentFactors={alignmentFactors}
          itemSpacing={8}
          lcdCellWidth={12}
          theme={theme}
          width={w}
          height={h}
        />
      )}
      width={width}
      height={height}
      source={props.data}
      itemSpacing={10}
      renderCounter={0}
      minVizWidth={options.minVizWidth}
      minVizHeight={options.minVizHeight}
      maxVizHeight={options.maxVizHeight}
      orientation={options.orientation}
    />
  );
}

function Lines({ panel, data, width, height, timeRange, timeZone, marks }) {
  return (
    <TimeSeries frames={data} width={width} height={height} timeRange={timeRange} timeZone={timeZone} legend={panel.options.legend}>
      {(config) => <Marks config={config} marks={marks} />}
    </TimeSeries>
  );
}

function Figures({ panel, data, width, height }) {
  return (
    <TableNG
      data={data[0]}
      width={width}
      height={height}
      noHeader={!panel.options.showHeader}
      cellHeight={panel.options.cellHeight}
      sortBy={panel.options.sortBy}
      fieldConfig={fieldConfig(panel)}
      structureRev={1}
      enableVirtualization={false}
    />
  );
}

/** From where to where equal values reach. */
function lasting(values) {
  const spans = [];
  values.forEach((value, n) => {
    if (value == null) return;
    const before = spans.at(-1);
    if (before && before[1] === n - 1 && values[before[0]] === value) before[1] = n;
    else spans.push([n, n]);
  });
  return spans;
}

/** Grafana's own is not among its public components; colours and words are those that its mappings give. */
function States({ data, width, height, timeRange, theme }) {
  const from = timeRange.from.valueOf();
  const length = timeRange.to.valueOf() - from;
  const rows = data.flatMap((frame) => frame.fields.filter(({ type }) => type === FieldType.number).map((field) => ({ frame, field })));
  const names = rows.map(({ frame, field }) => getFieldDisplayName(field, frame, data));
  const left = 12 + 7 * Math.max(...names.map(({ length: letters }) => letters));
  const legend = 28;
  const row = (height - legend) / Math.max(rows.length, 1);
  const words = new Map();
  rows[0]?.field.config.mappings?.forEach(({ options }) => Object.values(options).forEach(({ text, color }) => words.set(text, color)));
  return (
    <>
      <svg width={width} height={height - legend}>
        {rows.map(({ frame, field }, place) => {
          const times = frame.fields[0].values;
          const step = frame.fields[0].config.interval ?? length / times.length;
          const x = (time) => left + ((time - from) / length) * (width - left);
          return (
            <g key={names[place]}>
              <text x={0} y={row * (place + 0.5)} dominantBaseline="middle" fontSize={12} fill={theme.colors.text.primary}>
                {names[place]}
              </text>
              {lasting(field.values).map(([first, last]) => (
                <rect
                  key={first}
                  x={x(times[first])}
                  y={row * (place + 0.1)}
                  width={Math.min(x(times[last] + step), width) - x(times[first])}
                  height={row * 0.8}
                  fill={field.display(field.values[first]).color}
                />
              ))}
            </g>
          );
        })}
      </svg>
      <VizLegend
        displayMode="list"
        placement="bottom"
        items={[...words].map(([label, color]) => ({ label, color, yAxis: 1 }))}
      />
    </>
  );
}

function Words({ panel, theme }) {
  return (
    <div
      className="markdown-html"
      style={{ color: theme.colors.text.primary }}
      dangerouslySetInnerHTML={{ __html: renderMarkdown(panel.options.content) }}
    />
  );
}

/** Grafana's own is not among its public components. */
function Logs({ logs, width, height, theme }) {
  return (
    <div style={{ width, height, overflow: 'hidden', fontFamily: theme.typography.fontFamilyMonospace, fontSize: 12 }}>
      {logs.map(({ time, line, level }, place) => (
        <div key={place} style={{ display: 'flex', gap: 12, padding: '2px 0', whiteSpace: 'nowrap' }}>
          <span style={{ width: 4, background: level === 'error' ? theme.visualization.getColorByName('red') : theme.colors.border.strong }} />
          <span style={{ color: theme.colors.text.secondary }}>{new Date(time).toISOString().slice(0, 23).replace('T', ' ')}</span>
          <span>{line}</span>
        </div>
      ))}
    </div>
  );
}

export const VISUALS = {
  timeseries: Lines,
  stat: Stat,
  bargauge: Bars,
  table: Figures,
  'state-timeline': States,
  logs: Logs,
  text: Words,
};

/** Which of them have something to show without data: a stat has words for it, a text asks nothing. */
export const WITHOUT_DATA = new Set(['stat', 'text', 'logs']);
