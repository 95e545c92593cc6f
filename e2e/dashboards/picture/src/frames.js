// Answers of Prometheus as Grafana's data frames, as its data source makes them.
import { FieldType, toDataFrame } from '@grafana/data';

function named(legend, metric) {
  if (legend && legend !== '__auto') {
    return legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => metric[label] ?? label);
  }
  const { __name__: name = '', ...labels } = metric;
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length ? `${name}{${pairs.join(', ')}}` : name;
}

const number = (text) => (text === 'NaN' ? NaN : text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text));

/** A frame of each series; where a step has no sample there is a null, so that lines break there. */
function series({ target, result, start, end, step }) {
  return result.map(({ metric, values, value }) => {
    const samples = new Map((values ?? [value]).map(([time, text]) => [Math.round(time * 1000), number(text)]));
    const times = [];
    if (values) for (let time = start; time <= end; time += step) times.push(time * 1000);
    else times.push(...samples.keys());
    const { __name__, ...labels } = metric;
    const name = named(target.legendFormat, metric);
    return toDataFrame({
      refId: target.refId,
      name,
      fields: [
        { name: 'Time', type: FieldType.time, values: times, config: { interval: step * 1000 } },
        {
          name: 'Value',
          type: FieldType.number,
          labels,
          values: times.map((time) => samples.get(time) ?? null),
          config: { displayNameFromDS: name },
        },
      ],
    });
  });
}

/** One table with a column for each label. */
function table({ target, result }, alone) {
  const labels = [...new Set(result.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return toDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: result.map(({ value }) => value[0] * 1000) },
      ...labels.map((label) => ({ name: label, type: FieldType.string, values: result.map(({ metric }) => metric[label] ?? '') })),
      { name: alone ? 'Value' : `Value #${target.refId}`, type: FieldType.number, values: result.map(({ value }) => number(value[1])) },
    ],
  });
}

export function frames(answers) {
  const asked = answers.filter((answer) => answer.result);
  const tables = asked.filter(({ target }) => target.format === 'table').length;
  return asked.flatMap((answer) =>
    answer.target.format === 'table' ? (answer.result.length ? [table(answer, tables === 1)] : []) : series(answer)
  );
}
